from django.core.management.base import BaseCommand

from territories.permissions import sync_permissions


class Command(BaseCommand):
    help = "Refait les groupes, les droits et les circuits de validation d'après l'arbre des territoires."

    def handle(self, *args, **options):
        sync_permissions()
        self.stdout.write(self.style.SUCCESS("Les droits suivent l'arbre des territoires."))
