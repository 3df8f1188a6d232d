"""Draw favicons and touch icons of each accent from the stripes of the brand."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from PIL import Image, ImageDraw

from core.templatetags.brand import ACCENTS

GROUND = "#fbf8f1"
# From top to bottom, as at the head of the region's pages.
FIVE = ("bruyere", "cote", "lande", "ajonc-brun", "brique")
OUTPUT = Path("img/icons")
SIZE = 64  # of the drawing, whatever the size of the file
SUPERSAMPLING = 8


def stripes(accent: str) -> list[tuple[float, float, str]]:
    """Stripes of the mark in a square of 64: top, height and colour of each."""
    if accent == "marin":
        return [(8 + i * 10.6, 5.6, ACCENTS[name]) for i, name in enumerate(FIVE)]
    return [(11 + i * 12, 6, ACCENTS[accent]) for i in range(4)]


def favicon_svg(accent: str) -> str:
    """The round mark as an SVG document."""
    bars = "".join(
        f'<path fill="{colour}" d="M0 {top:g}h64v{height:g}H0z"/>'
        for top, height, colour in stripes(accent)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<clipPath id="a"><circle cx="32" cy="32" r="29"/></clipPath>'
        f'<circle cx="32" cy="32" r="29" fill="{GROUND}"/><g clip-path="url(#a)">{bars}</g>'
        f'<circle cx="32" cy="32" r="29.500" fill="none" stroke="{ACCENTS[accent]}" stroke-width="5"/>'
        "</svg>\n"
    ).replace(".500", ".5")


def favicon_image(accent: str, size: int) -> Image.Image:
    """The round mark on a transparent ground."""
    scale = size * SUPERSAMPLING / SIZE
    side = size * SUPERSAMPLING
    image = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(image)
    draw.ellipse((0, 0, side - 1, side - 1), fill=ACCENTS[accent])
    bars = Image.new("RGBA", (side, side), GROUND)
    pencil = ImageDraw.Draw(bars)
    for top, height, colour in stripes(accent):
        pencil.rectangle((0, top * scale, side, (top + height) * scale), fill=colour)
    mask = Image.new("L", (side, side))
    border = 5 * scale
    ImageDraw.Draw(mask).ellipse((border, border, side - border, side - border), fill=255)
    image.paste(bars, mask=mask)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def touch_image(accent: str, size: int = 180) -> Image.Image:
    """Stripes from edge to edge on paper: telephones round the corners by themselves."""
    image = Image.new("RGB", (size, size), GROUND)
    draw = ImageDraw.Draw(image)
    scale = size / SIZE
    for top, height, colour in stripes(accent):
        draw.rectangle(
            (0, round(top * scale), size, round((top + height) * scale) - 1), fill=colour
        )
    return image


def share_image(accent: str, width: int = 1200, height: int = 630) -> Image.Image:
    """The round mark between two bands of stripes: what other sites show of a page without a photo."""
    image = Image.new("RGB", (width, height), GROUND)
    draw = ImageDraw.Draw(image)
    for top, thickness, colour in stripes(accent):
        for start in (top, height - SIZE + top):
            draw.rectangle((0, start, width, start + thickness - 1), fill=colour)
    mark = favicon_image(accent, 360)
    image.paste(mark, ((width - 360) // 2, (height - 360) // 2), mask=mark)
    return image.quantize(64)


class Command(BaseCommand):
    help = (
        "Dessine les icônes de chaque couleur (favicon SVG et ICO, icône tactile, image de partage) "
        "dans static/img/icons."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--output", type=Path, help="Dossier de sortie (défaut : static/img/icons)."
        )

    def handle(self, *args, **options):
        folder = options["output"] or Path(settings.STATICFILES_DIRS[0]) / OUTPUT
        folder.mkdir(parents=True, exist_ok=True)
        for accent in ACCENTS:
            (folder / f"{accent}-favicon.svg").write_text(favicon_svg(accent), encoding="utf-8")
            small = favicon_image(accent, 32)
            small.save(folder / f"{accent}-favicon.ico", sizes=[(32, 32)])
            small.save(folder / f"{accent}-favicon.png", optimize=True)
            touch_image(accent).save(folder / f"{accent}-touch.png", optimize=True)
            share_image(accent).save(folder / f"{accent}-share.png", optimize=True)
            self.stdout.write(f"{accent} : 5 icônes")
