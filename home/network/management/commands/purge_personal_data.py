from django.core.management import call_command
from django.core.management.base import BaseCommand

from territories.ownership.purge import erase_due


class Command(BaseCommand):
    help = "Efface les données personnelles arrivées à leur date, comme le dit la déclaration de chaque modèle."

    def handle(self, *args, **options):
        for kind, number in erase_due().items():
            self.stdout.write(f"{kind} : {number} lignes effacées")
        call_command("clearsessions")
