from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from ...loading import DATA, LoadError, load_territories


class Command(BaseCommand):
    """Load communes, EPCIs, pays, groupements, the region and the vocabularies. Idempotent."""

    help = (
        "Charge les communes, les EPCI, les pays, les groupements et les vocabulaires. "
        "Relancée, elle ne change que ce que de nouveaux fichiers changent."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--folder", type=Path, default=DATA, help="Un autre dossier de fichiers officiels."
        )

    def handle(self, *, folder: Path, verbosity: int, **options):
        try:
            report = load_territories(folder)
        except LoadError as error:
            raise CommandError(f"Rien n’a été écrit.\n{error}") from error
        for note in report.notes:
            self.stderr.write(f"À voir : {note}")
        if not verbosity:
            return
        if not report.changed:
            self.stdout.write("Tout est déjà à jour : rien n’a changé.")
            return
        for label in report.created | report.updated:
            new, changed = report.created.get(label, 0), report.updated.get(label, 0)
            counts = [
                ngettext(one, several, number).format(number)
                for one, several, number in (
                    ("{} ligne ajoutée", "{} lignes ajoutées", new),
                    ("{} mise à jour", "{} mises à jour", changed),
                )
                if number
            ]
            if counts:
                self.stdout.write(f"{label[:1].upper()}{label[1:]} : {', '.join(counts)}.")
