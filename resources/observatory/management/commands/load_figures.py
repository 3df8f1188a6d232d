from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from territories.loading.files import LoadError

from ...loader import DATA, load_figures


class Command(BaseCommand):
    help = "Charge les indicateurs et les chiffres de l’observatoire ; relancée, ne change rien."

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder",
            type=Path,
            default=DATA,
            help="Dossier d’indicators.csv et de observatory-figures.csv",
        )

    def handle(self, *args, **options):
        try:
            load_figures(options["folder"], log=self.stdout.write)
        except LoadError as error:
            raise CommandError(f"Rien n’a été chargé.\n{error}") from error
