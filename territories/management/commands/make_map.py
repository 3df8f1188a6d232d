import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ...map.shapes import SOURCE
from ...map.topology import build

OUTLINES = SOURCE.with_name("epci-bretagne.geojson")


class Command(BaseCommand):
    """Draw the arcs of the map again. Only when the outlines of the EPCIs change."""

    help = "Refait les arcs de la carte (geo/map.json) depuis les contours des EPCI."

    def add_arguments(self, parser):
        parser.add_argument("--outlines", type=Path, default=OUTLINES, help="Un GeoJSON d’EPCI.")
        parser.add_argument("--output", type=Path, default=SOURCE)

    def handle(self, *, outlines: Path, output: Path, **options):
        try:
            made = build(json.loads(outlines.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{outlines.name} : contours illisibles ({error}).") from error
        text = json.dumps(made, separators=(",", ":"))
        output.write_text(text.replace('],"', '],\n"') + "\n", encoding="utf-8")
        points = sum(len(arc) // 2 for arc in made["arcs"])
        self.stdout.write(
            f"{len(made['units'])} territoires, {len(made['arcs'])} arcs, {points} points, "
            f"{output.stat().st_size / 1024:.0f} ko."
        )
