"""The bands of a home page: which there are, and in which order a site shows them."""

from typing import Any, NamedTuple
from uuid import uuid4

from django.core.exceptions import ValidationError
from wagtail import blocks

from territories.models import Scale

# In the standard order; each is templates/home/bands/NAME.html.
BANDS = {
    "pays": "Les pays",
    "offers": "Par où commencer ?",
    "near": "À reprendre près de chez vous",
    "axes": "Ce que nous construisons ensemble",
    "news": "Nouvelles et agenda",
    "figure": "Le chiffre de l’observatoire",
    "statement": "Qui nous sommes",
    "body": "Contenu libre",
}
# Those that are empty for the other scales.
ONLY_FOR = {"pays": (Scale.REGION, Scale.GROUPEMENT), "axes": (Scale.REGION,)}
SHOWN = "shown"
# What these show is the page's own: they cannot be kept for a territory, as the others are.
OF_THE_PAGE = {"statement", "body"}


class Band(NamedTuple):
    """A band as the template wants it."""

    name: str
    template: str
    is_kept: bool


class BandBlock(blocks.StructBlock):
    """Where a band stands, and whether it shows: both are read without unfolding it."""

    band = blocks.ChoiceBlock(label="Bande", choices=list(BANDS.items()))
    state = blocks.ChoiceBlock(
        label="Sur l’accueil", choices=[(SHOWN, "affichée"), ("hidden", "cachée")], default=SHOWN
    )

    class Meta:
        icon = "list-ul"
        label = "Bande"
        label_format = "{band} — {state}"


class BandStreamBlock(blocks.StreamBlock):
    """The order of a home: each band once at most."""

    band = BandBlock()

    class Meta:
        collapsed = True

    def clean(self, value):
        value = super().clean(value)
        seen, errors = set(), {}
        for index, child in enumerate(value):
            name = child.value["band"]
            if name in seen:
                message = "Cette bande est déjà plus haut : gardez l’une des deux."
                errors[index] = blocks.StructBlockValidationError(
                    {"band": ValidationError(message)}
                )
            seen.add(name)
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return value


def standard_order(scale: str) -> list[dict[str, Any]]:
    """The bands that make sense for a scale, all shown, as the stream is stored.

    Each with its id: without one, the panels of the form would all have the same and not fold.
    """
    names = [name for name in BANDS if scale in ONLY_FOR.get(name, (scale,))]
    return [
        {"type": "band", "value": {"band": name, "state": SHOWN}, "id": str(uuid4())}
        for name in names
    ]


def ordered_bands(chosen) -> list[Band]:
    """Bands to show, in the site's order. One that it never ranked comes last: nothing new is lost."""
    ranked = {child.value["band"]: child.value["state"] == SHOWN for child in chosen}
    order = [*(name for name in ranked if name in BANDS), *(n for n in BANDS if n not in ranked)]
    return [
        Band(name, f"home/bands/{name}.html", name not in OF_THE_PAGE)
        for name in order
        if ranked.get(name, True)
    ]
