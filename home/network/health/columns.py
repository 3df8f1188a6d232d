"""Columns of the board: words and a sign, never colour alone."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column

from .board import Line
from .faults import Fault, Indicator

PUBLICATION = "derniere-publication"


def list_url(line: Line, slug: str) -> str:
    """Address of the list that a figure leads to."""
    return reverse("site_health_list", args=[line.territory.code, slug])


type Shown = tuple[str, bool, bool]


class HealthColumn(Column):
    """A figure that leads to its list, with a warning sign when something is to do.

    :param shown: of a line, what the cell says, whether it leads to a list, whether something is to do.
    """

    cell_template_name = "network/admin/health_cell.html"

    def __init__(self, name: str, label: str, shown: Callable[[Line], Shown]):
        # Wagtail lets a heading of this class take two lines: nine columns fit on a screen.
        super().__init__(name, label=label, sort_key=name, classname="title", width="110")
        self.shown = shown

    def get_cell_context_data(self, instance, parent_context) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        words, leads, to_do = self.shown(instance)
        url = list_url(instance, self.name) if leads else ""
        return context | {"words": words, "url": url, "to_do": to_do}


def figure_column(indicator: Indicator) -> HealthColumn:
    """How many things an indicator found on each site."""

    def shown(line: Line) -> Shown:
        number = line.figures[indicator.slug]
        return indicator.words(number), bool(number), bool(number)

    return HealthColumn(indicator.slug, indicator.label, shown)


def publication_column() -> HealthColumn:
    """When each site last published."""

    def shown(line: Line) -> Shown:
        if line.last is None:
            return "jamais", False, True
        return date_format(timezone.localtime(line.last), "d/m/Y"), True, line.is_quiet

    return HealthColumn(PUBLICATION, "Publication", shown)


class FaultColumn(Column):
    """The thing to look at, with the way to it for whoever may change it."""

    cell_template_name = "wagtailadmin/tables/title_cell.html"

    def get_value(self, instance: Fault) -> str:
        return instance.title

    def get_cell_context_data(self, instance, parent_context) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        url = instance.url
        return context | {"link_url": url, "link_attrs": {"href": url} if url else {}}
