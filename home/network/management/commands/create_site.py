from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from territories.models import Territory

from ...opening.provisioning import create_site


class Command(BaseCommand):
    help = "Crée ou complète le site d’un territoire. Relancée, la commande ne change rien."

    def add_arguments(self, parser):
        parser.add_argument("code", help="code du territoire, par exemple « vitre »")
        parser.add_argument("--host", help="nom d’hôte, par défaut le code sous BASE_DOMAIN")
        parser.add_argument("--port", type=int, help="port des adresses, par défaut SITE_PORT")

    def handle(self, *args, code, host, port, **options):
        territory = Territory.objects.filter(code=code).first()
        if territory is None:
            raise CommandError(f"Aucun territoire « {code} » : lancez d’abord load_territories.")
        try:
            site = create_site(territory, host, port)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(self.style.SUCCESS(f"{territory.site_name} : {site.root_url}/"))
