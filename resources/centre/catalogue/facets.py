"""What the catalogue can be filtered by. Values are codes that appear in addresses: they do not change."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..registry import kinds


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter with several values: `title` in the column, `chip` before a chosen value.

    `values` are fixed ones (code, label); the others come from vocabularies and territories.
    `shown` values are written at once, the rest on demand (None: all of them).
    `codes` gives the values of a sheet, whose kind brings the facet (`Kind.facets`).
    """

    name: str
    title: Promise | str
    chip: Promise | str
    values: tuple[tuple[str, Promise | str], ...] = ()
    shown: int | None = None
    is_open: bool = False
    more: tuple[Promise | str, Promise | str] = ("", "")
    codes: Callable[[Any], list[str]] = lambda page: []


# Upper bounds in minutes; None: no bound. Each range starts after the bound of the one before.
DURATIONS = (
    ("moins-1h", _("Moins d’une heure"), 59),
    ("1-2h", _("De 1 à 2 heures"), 120),
    ("demi-journee", _("Une demi-journée"), 240),
    ("journee", _("Une journée et plus"), None),
)


def fixed(values) -> tuple[tuple[str, Promise | str], ...]:
    """The codes and labels of ranges: what stands first in each."""
    return tuple((value[0], value[1]) for value in values)


def duration_codes(minutes: int | None) -> list[str]:
    """The one range of a duration, none when it is unknown."""
    if minutes is None:
        return []
    return [next(code for code, _label, top in DURATIONS if top is None or minutes <= top)]


# Of whatever kind has a duration.
DURATION = Facet(
    "duree",
    _("Durée"),
    _("Durée"),
    fixed(DURATIONS),
    codes=lambda page: duration_codes(page.duration),
)


# Of every sheet: codes come from the rows themselves.
COMMON = (
    Facet("genre", _("Genre"), _("Genre"), is_open=True),
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
)


def known_facets() -> tuple[Facet, ...]:
    """Every facet, each once: the common ones, then those that the kinds bring, in their order."""
    found = {facet.name: facet for facet in COMMON}
    for kind in kinds():
        for facet in kind.facets:
            found.setdefault(facet.name, facet)
    return tuple(found.values())


SORTS = (
    ("proche", _("le plus proche d’abord")),
    ("verifie", _("le plus récemment vérifié")),
    ("repris", _("le plus souvent repris")),
)
SCOPES = ("partout", "ici")
