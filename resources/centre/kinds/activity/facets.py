"""Filters that only activities have. Values are codes that appear in addresses: they do not change."""

from django.utils.translation import gettext_lazy as _

from ...catalogue.facets import Facet, fixed

# From, to: a group of activity counts in each range that its own range meets.
SIZES = (
    ("petit", _("Jusqu’à 12 personnes"), 0, 12),
    ("moyen", _("De 12 à 30 personnes"), 13, 30),
    ("grand", _("Plus de 30 personnes"), 31, None),
)
# Code → the values of `ActivityPage.place_kind` that suit.
PLACES = (
    ("interieur", _("À l’intérieur"), {"indoor", "any"}),
    ("dehors", _("Dehors"), {"outdoor", "any"}),
    ("en-ligne", _("En ligne"), {"online", "any"}),
)
# Code → the family of an activity that serves it.
AIMS = (
    ("rencontrer", _("Se rencontrer"), "network"),
    ("cooperer", _("Travailler entre structures"), "b2b"),
    ("sensibiliser", _("Faire découvrir l’ESS"), "awareness"),
)


def size_codes(low: int | None, high: int | None) -> list[str]:
    """Every range that a group of `low` to `high` people meets; an unknown bound is open."""
    if low is None and high is None:
        return []
    return [
        code
        for code, _label, start, end in SIZES
        if (high is None or high >= start) and (end is None or (low or 0) <= end)
    ]


def place_codes(place_kind: str) -> list[str]:
    """Where it can be held."""
    return [code for code, _label, kinds in PLACES if place_kind in kinds]


def aim_codes(family: str) -> list[str]:
    """What it serves."""
    return [code for code, _label, served in AIMS if served == family]


SIZE = Facet(
    "taille",
    _("Taille du groupe"),
    _("Groupe"),
    fixed(SIZES),
    codes=lambda page: size_codes(page.group_min, page.group_max),
)
PLACE = Facet(
    "lieu", _("Lieu"), _("Lieu"), fixed(PLACES), codes=lambda page: place_codes(page.place_kind)
)
AIM = Facet(
    "but", _("Intention"), _("Intention"), fixed(AIMS), codes=lambda page: aim_codes(page.family)
)
