"""The kinds of sheets: what the resource centre asks of each, declared once in the kind's own folder.

    @register
    class ToolKind(Kind):
        model = ToolPage
        plural = _("Outils")

A kind declares itself at startup, from `kinds/<kind>/kind.py` or, in another app, from a module that its `startup.py`
imports (decision 0104). The catalogue, the pages of sheets, their signals, the folders, the dashboard, the home
ask `kinds()`: none of them names one.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

if TYPE_CHECKING:
    from .catalogue.facets import Facet
    from .pages.sheet import ResourcePage


class Kind:
    """One kind of sheets. Its name in addresses (`?genre=tool`) is the model's `kind`."""

    model: "type[ResourcePage]"
    # Name of all its sheets: a value of the filter “Genre”, a step of the breadcrumbs.
    plural: Promise | str
    # Where it stands among the kinds; those of the resource centre go from 10 to 50.
    order = 100
    # Symbol `kind-<sign>` of the sprite `static/img/icons.svg`.
    sign = "sheet"
    # Whether a home shows the nearest sheet of this kind.
    is_on_home = False
    # Roles of the contacts who best help to take up such a sheet; anybody else of the territory comes after.
    contact_roles: tuple[str, ...] = ("welcome",)

    # --- In the catalogue ---

    # Facets that its sheets have beyond those of every sheet.
    facets: "tuple[Facet, ...]" = ()
    # Columns of its own that a row of the catalogue is made of.
    fields: tuple[str, ...] = ()
    # Models whose rows change a sheet's row of the catalogue, with the attribute that holds the sheet's id.
    counted: dict[type[Model], str] = {}

    def listed(self, sheets: QuerySet) -> QuerySet:
        """The sheets of which rows are made, with what these methods read."""
        return sheets

    def taken_up(self, page: Any) -> int:
        """How many times a sheet was taken up."""
        return 0

    def taken_up_text(self, number: int) -> str:
        """The same in words, for one time or more."""
        return ""

    def side_lines(self, page: Any) -> list[str]:
        """Lines beside a row, between the weight of its files and its date."""
        return []

    def place(self, page: Any) -> str:
        """Where the sheet is about; empty: the territory it comes from."""
        return ""

    def variant_of(self, page: Any) -> int | None:
        """Id of the sheet of which this one is a variant."""
        return None

    def row_data(self, page: Any) -> dict[str, Any]:
        """What this kind wants to read in `Row.data` without a query."""
        return {}

    # --- On its own page ---

    def context(self, page: Any, catalogue_url: str, request: HttpRequest) -> dict[str, Any]:
        """Context of its template, beyond what every sheet has."""
        return {}

    def structured_data(self, page: Any) -> dict[str, Any]:
        """Properties of schema.org, beyond those of every sheet; a type that is not « LearningResource »."""
        return {}


_kinds: list[Kind] = []


def register[K: type[Kind]](declaration: K) -> K:
    """Class decorator: the kind exists.

    :raises ValueError: another kind has its name.
    """
    kind = declaration()
    if any(known.model.kind == kind.model.kind for known in _kinds):
        raise ValueError(f"There already is a kind “{kind.model.kind}”.")
    _kinds.append(kind)
    _kinds.sort(key=lambda known: known.order)
    _by_code.cache_clear()
    return declaration


def kinds() -> tuple[Kind, ...]:
    """Every kind, in order."""
    return tuple(_kinds)


@cache
def _by_code() -> dict[str, Kind]:
    return {kind.model.kind: kind for kind in _kinds}


def kind_of(sheet: Any) -> Kind:
    """The kind of a sheet or of a row of the catalogue (of whatever has `kind`).

    :raises KeyError: its kind is not registered.
    """
    return _by_code()[sheet.kind]


def sheet_models() -> tuple[type[Any], ...]:
    """Models of the sheets, in the order of the kinds."""
    return tuple(kind.model for kind in _kinds)
