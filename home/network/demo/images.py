"""Drawn illustrations: stripes and shapes of Brittany in the colours of the brand, nobody in them.

They are made by this program at load, so that no photograph has to be invented for a sample.
"""

import io
import math
from collections.abc import Callable
from dataclasses import dataclass

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.models import Collection

from core.models import SiteImage
from territories.rights.roles import COMMON_COLLECTION

SIZE = (1600, 900)
# Drawn twice as large, then reduced: smooth edges without a drawing library.
SCALE = 2
CREDIT = "Illustration générée pour la démonstration, CC0"

MARIN, PAPIER, SABLE = "#14284b", "#fbf8f1", "#f1ebdd"
BRIQUE, LANDE, COTE, AJONC_BRUN, BRUYERE = "#a3321f", "#4a6212", "#0b6475", "#8a4b00", "#63348c"
AJONC, CORAIL, LANDE_CLAIR, COTE_CLAIR = "#f6c445", "#f08a6b", "#b7cf63", "#6fc3cf"

Points = list[tuple[float, float]]


class Canvas:
    """A drawing in the coordinates of the final image."""

    def __init__(self, background: str):
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), background)
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Points, colour: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        self.draw.rectangle([v * SCALE for v in (left, top, right, bottom)], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        box = [v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)]
        self.draw.ellipse(box, fill=colour)

    def line(self, points: Points, colour: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.draw.line(scaled, fill=colour, width=round(width * SCALE), joint="curve")

    def stripes(self, top: float, bottom: float, step: float, colour: str) -> None:
        """Horizontal stripes, as on a sailor's jersey."""
        y = top
        while y < bottom:
            self.box(0, y, SIZE[0], min(y + step / 2, bottom), colour)
            y += step

    def striped_disc(self, x: float, y: float, radius: float, colours: list[str]) -> None:
        """The round mark of the brand: a disc cut into stripes."""
        step = radius * 2 / (len(colours) * 2 - 1)
        for index, colour in enumerate(colours):
            top = -radius + index * 2 * step
            rim = [top + step * i / 8 for i in range(9)]
            half = [(math.sqrt(max(radius**2 - v**2, 0)), v) for v in rim]
            self.polygon(
                [(x + w, y + v) for w, v in half] + [(x - w, y + v) for w, v in reversed(half)],
                colour,
            )

    def waves(self, level: float, height: float, length: float, shift: float, colour: str) -> None:
        """A sea or a range of hills up to the bottom of the image."""
        ridge = [
            (x, level + height * math.sin((x + shift) * 2 * math.pi / length))
            for x in range(0, SIZE[0] + 20, 20)
        ]
        self.polygon([*ridge, (SIZE[0], SIZE[1]), (0, SIZE[1])], colour)


def lighthouse(c: Canvas) -> None:
    c.stripes(0, 300, 44, SABLE)
    c.polygon([(1010, 268), (1600, 120), (1600, 400)], AJONC)
    c.polygon([(990, 268), (0, 100), (0, 436)], "#f9dc8f")
    for index in range(6):
        top = 320 + index * 72
        wide = 52 + index * 9
        colour = BRUYERE if index % 2 == 0 else PAPIER
        shape: list[tuple[float, float]] = [
            (1000 - wide, top),
            (1000 + wide, top),
            (1009 + wide, top + 72),
            (991 - wide, top + 72),
        ]
        c.polygon(shape, colour)
    c.box(930, 300, 1070, 322, MARIN)
    c.box(962, 232, 1038, 300, AJONC)
    c.polygon([(950, 234), (1050, 234), (1000, 176)], MARIN)
    c.waves(742, 16, 420, 0, COTE)
    c.waves(796, 16, 360, 130, MARIN)
    c.waves(852, 12, 300, 60, COTE_CLAIR)


def hills(c: Canvas) -> None:
    c.striped_disc(1180, 250, 150, [AJONC] * 6)
    layers = [
        (430, 50, 1500, 200, "#d99a8e"),
        (530, 60, 1200, 700, BRIQUE),
        (640, 54, 1400, 100, MARIN),
    ]
    for layer in layers:
        c.waves(*layer)
    for index in range(5):
        c.waves(735 + index * 40, 30, 1100, 420, LANDE if index % 2 == 0 else LANDE_CLAIR)


def forest(c: Canvas) -> None:
    c.stripes(0, 420, 52, "#e6ecd0")
    for index in range(17):
        x, base = 50 + index * 98, 620 + 34 * math.sin(index * 1.7)
        tall = 250 + 90 * math.sin(index * 2.3)
        colour = (LANDE, "#5f7a1d", "#37490e")[index % 3]
        c.box(x - 9, base - 20, x + 9, 720, AJONC_BRUN)
        for part in range(3):
            y = base - tall * part / 4
            wide = 78 - part * 18
            c.polygon([(x - wide, y), (x + wide, y), (x, y - tall / 2)], colour)
    c.waves(700, 18, 900, 0, LANDE_CLAIR)
    c.waves(780, 22, 1200, 300, LANDE)


def sea(c: Canvas) -> None:
    c.striped_disc(360, 240, 130, [CORAIL] * 5)
    colours = [COTE_CLAIR, COTE, MARIN, COTE, COTE_CLAIR, COTE, MARIN]
    for index, colour in enumerate(colours):
        c.waves(400 + index * 76, 26 - index, 520 - index * 22, index * 170, colour)


def harbour(c: Canvas) -> None:
    c.stripes(0, 240, 48, SABLE)
    colours = [BRIQUE, PAPIER, COTE, AJONC, PAPIER, BRUYERE, LANDE, PAPIER, CORAIL, COTE_CLAIR]
    for index, colour in enumerate(colours):
        left, top = 40 + index * 154, 330 + (index * 53) % 110
        c.box(left, top, left + 134, 660, colour)
        c.polygon([(left - 8, top), (left + 142, top), (left + 67, top - 92)], MARIN)
        for row in range(3):
            for column in range(2):
                x, y = left + 24 + column * 54, top + 46 + row * 84
                if y < 600:
                    c.box(x, y, x + 32, y + 44, SABLE if colour != PAPIER else COTE)
    c.box(0, 660, 1600, 700, AJONC_BRUN)
    c.box(0, 700, 1600, 900, COTE)
    for y in range(724, 900, 44):
        c.box(0, y, 1600, y + 14, MARIN)


def table(c: Canvas) -> None:
    c.stripes(0, 900, 60, SABLE)
    for x, y, colour in [
        (520, 450, BRIQUE),
        (1080, 450, COTE),
        (800, 300, LANDE),
        (800, 600, BRUYERE),
    ]:
        c.disc(x, y, 250, colour)
    c.disc(800, 450, 300, MARIN)
    c.disc(800, 450, 276, PAPIER)
    for index, colour in enumerate([BRIQUE, AJONC, COTE, LANDE, BRUYERE, CORAIL]):
        angle = index * math.pi / 3 + 0.3
        c.disc(800 + 190 * math.cos(angle), 450 + 190 * math.sin(angle), 52, colour)
        c.disc(x, y, 36, SABLE)
    c.striped_disc(800, 450, 84, [BRUYERE, COTE, LANDE, AJONC_BRUN, BRIQUE])


def sails(c: Canvas) -> None:
    c.stripes(0, 560, 70, "#dcecee")
    for x, tall, main, jib in [
        (420, 470, BRIQUE, AJONC),
        (860, 560, MARIN, CORAIL),
        (1280, 420, LANDE, COTE_CLAIR),
    ]:
        base = 690
        c.line([(x, base), (x, base - tall)], AJONC_BRUN, 10)
        c.polygon(
            [(x + 14, base - 30), (x + 14, base - tall + 10), (x + tall * 0.46, base - 30)], main
        )
        c.polygon(
            [(x - 14, base - 30), (x - 14, base - tall + 70), (x - tall * 0.3, base - 30)], jib
        )
        for stripe in range(1, 5):
            y = base - 30 - stripe * tall * 0.16
            right = x + 14 + (tall * 0.46 - 14) * (1 - stripe * 0.17)
            c.box(x + 14, y, right, y + 12, PAPIER)
        c.polygon(
            [(x - 120, base - 14), (x + 160, base - 14), (x + 110, base + 46), (x - 80, base + 46)],
            MARIN,
        )
    c.waves(722, 14, 380, 0, COTE)
    c.waves(790, 16, 460, 150, COTE_CLAIR)
    c.waves(850, 12, 340, 40, MARIN)


@dataclass(frozen=True)
class Drawing:
    """A drawing, and the words in its place; none when it only decorates."""

    title: str
    draw: Callable[[Canvas], None]
    background: str
    description: str = ""


IMAGES = {
    "phare": Drawing(
        "Un phare",
        lighthouse,
        "#e9e2f1",
        "Un phare rayé violet et blanc éclaire une mer de rayures bleues.",
    ),
    "collines": Drawing("Des collines", hills, SABLE),
    "foret": Drawing("Une forêt", forest, PAPIER),
    "vagues": Drawing("La mer", sea, SABLE),
    "port": Drawing(
        "Un port",
        harbour,
        "#e4eef0",
        "Des maisons de toutes les couleurs s’alignent le long d’un quai.",
    ),
    "table": Drawing(
        "Une table ronde",
        table,
        PAPIER,
        "Vue de dessus, une table ronde et six bols de couleurs différentes.",
    ),
    "voiles": Drawing(
        "Trois voiliers",
        sails,
        "#eef5f6",
        "Trois voiliers aux voiles rayées avancent dans le même sens.",
    ),
}


def draw_png(drawing: Drawing) -> bytes:
    """The drawing as a small PNG: few colours weigh little."""
    canvas = Canvas(drawing.background)
    drawing.draw(canvas)
    image = canvas.image.reduce(SCALE).quantize(64, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def common_collection() -> Collection:
    """The collection everybody may choose from, the root when sites do not exist yet."""
    root = Collection.get_first_root_node()
    return root.get_children().filter(name=COMMON_COLLECTION).first() or root


def make_image(key: str) -> SiteImage:
    """The image of a key of `IMAGES`, drawn the first time."""
    drawing = IMAGES[key]
    found = SiteImage.objects.filter(title=drawing.title, credit=CREDIT).first()
    if found:
        return found
    image = SiteImage(
        title=drawing.title,
        description=drawing.description,
        is_decorative=not drawing.description,
        credit=CREDIT,
        collection=common_collection(),
        file=ContentFile(draw_png(drawing), name=f"demo-{key}.png"),
    )
    image.full_clean(exclude=["width", "height", "file_size", "file_hash"])
    image.save()
    return image
