"""The bands of a home page: which there are, and in which order a site shows them."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from wagtail import blocks

# In the standard order; each is templates/home/bands/NAME.html.
BANDS = {
    "pays": "Les pays (région et groupements)",
    "offers": "Par où commencer ?",
    "near": "À reprendre près de chez vous",
    "axes": "Ce que nous construisons ensemble (région)",
    "news": "Nouvelles et agenda",
    "figure": "Le chiffre de l’observatoire",
    "statement": "Qui nous sommes",
    "body": "Contenu libre",
}
# What these show is the page's own: they cannot be kept for a territory, as the others are.
OF_THE_PAGE = {"statement", "body"}


class Band(NamedTuple):
    """A band as the template wants it."""

    name: str
    template: str
    is_kept: bool


class BandBlock(blocks.StructBlock):
    """Where a band stands, and whether it shows."""

    band = blocks.ChoiceBlock(label="Bande", choices=list(BANDS.items()))
    is_shown = blocks.BooleanBlock(label="Afficher", required=False, default=True)

    class Meta:
        icon = "list-ul"
        label = "Bande"
        label_format = "{band}"
        collapsed = True


class BandStreamBlock(blocks.StreamBlock):
    """The order of a home: each band once at most."""

    band = BandBlock()

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


def standard_order() -> list[tuple[str, dict[str, str | bool]]]:
    """Every band, shown, as the value of the stream."""
    return [("band", {"band": name, "is_shown": True}) for name in BANDS]


def ordered_bands(chosen) -> list[Band]:
    """Bands to show, in the site's order. One that it never ranked comes last: nothing new is lost."""
    ranked = {child.value["band"]: child.value["is_shown"] for child in chosen}
    order = [*(name for name in ranked if name in BANDS), *(n for n in BANDS if n not in ranked)]
    return [
        Band(name, f"home/bands/{name}.html", name not in OF_THE_PAGE)
        for name in order
        if ranked.get(name, True)
    ]
