from django.core.management.base import BaseCommand

from territories.rights.sync import planned_changes, sync_permissions

NOTHING = "Rien à changer : les droits suivent l’arbre des territoires."


class Command(BaseCommand):
    help = "Refait les groupes, les droits et les circuits de validation d’après l’arbre des territoires."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Dit ce qui changerait, sans rien changer."
        )

    def handle(self, *args, dry_run=False, **options):
        lines = planned_changes() if dry_run else sync_permissions()
        for line in lines:
            self.stdout.write(line)
        if not lines:
            self.stdout.write(self.style.SUCCESS(NOTHING))
        elif dry_run:
            self.stdout.write(self.style.WARNING("Essai : rien n’a été changé."))
        else:
            self.stdout.write(self.style.SUCCESS("Les droits suivent l’arbre des territoires."))
