"""What the catalogue can be filtered by. Values are codes that appear in addresses: they do not change."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with several values: `title` in the column, `chip` before a chosen value.

    `values` are fixed ones (code, label); the others come from vocabularies and territories.
    `shown` values are written at once, the rest on demand (None: all of them).
    """

    name: str
    title: Promise | str
    chip: Promise | str
    values: tuple[tuple[str, Promise | str], ...] = ()
    shown: int | None = None
    is_open: bool = False
    more: tuple[Promise | str, Promise | str] = ("", "")


# Kind of a sheet → name in the filter.
KINDS = (
    ("activity", _("Animations clés en main")),
    ("tool", _("Outils")),
    ("project", _("Projets capitalisés")),
    ("expertise", _("Expertises")),
    ("study", _("Études")),
)
# Upper bounds in minutes; None: no bound. Each range starts after the bound of the one before.
DURATIONS = (
    ("moins-1h", _("Moins d’une heure"), 59),
    ("1-2h", _("De 1 à 2 heures"), 120),
    ("demi-journee", _("Une demi-journée"), 240),
    ("journee", _("Une journée et plus"), None),
)
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


def _fixed(values) -> tuple[tuple[str, Promise | str], ...]:
    return tuple((value[0], value[1]) for value in values)


FACETS = (
    Facet("genre", _("Genre"), _("Genre"), KINDS, is_open=True),
    Facet(
        "theme",
        _("Thème"),
        _("Thème"),
        shown=5,
        is_open=True,
        more=(_("L’autre thème"), _("Les {number} autres thèmes")),
    ),
    Facet("territoire", _("Territoire"), _("Territoire"), is_open=True),
    Facet(
        "public",
        _("Public"),
        _("Public"),
        shown=4,
        is_open=True,
        more=(_("L’autre public"), _("Les {number} autres publics")),
    ),
    Facet("duree", _("Durée"), _("Durée"), _fixed(DURATIONS)),
    Facet("taille", _("Taille du groupe"), _("Groupe"), _fixed(SIZES)),
    Facet("lieu", _("Lieu"), _("Lieu"), _fixed(PLACES)),
    Facet("but", _("Intention"), _("Intention"), _fixed(AIMS)),
)
FACET_NAMES = tuple(facet.name for facet in FACETS)

SORTS = (
    ("proche", _("le plus proche d’abord")),
    ("verifie", _("le plus récemment vérifié")),
    ("repris", _("le plus souvent repris")),
)
SCOPES = ("partout", "ici")


def duration_codes(minutes: int | None) -> list[str]:
    """The one range of a duration, none when it is unknown."""
    if minutes is None:
        return []
    return [next(code for code, _label, top in DURATIONS if top is None or minutes <= top)]


def size_codes(low: int | None, high: int | None) -> list[str]:
    """Every range that a group of `low` to `high` people meets; an unknown bound is open."""
    if low is None and high is None:
        return []
    return [
        code
        for code, _label, start, end in SIZES
        if (high is None or high >= start) and (end is None or (low or 0) <= end)
    ]


def place_codes(place_kind: str | None) -> list[str]:
    return [code for code, _label, kinds in PLACES if place_kind in kinds]


def aim_codes(family: str | None) -> list[str]:
    return [code for code, _label, served in AIMS if served == family]
