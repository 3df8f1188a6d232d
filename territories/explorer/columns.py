"""The site of a page, in the listings where pages of several sites meet (wagtail/wagtail#12313)."""

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.admin.views.chooser import PageTitleColumn
from wagtail.models import Page

from core.upstream import read_parents

from .sites import site_name


class SiteColumn(Column):
    """Name of the site on which a page stands."""

    def __init__(self, **kwargs):
        super().__init__("site", label="Site", accessor=site_name, width="15%", **kwargs)


class TitleWithParents(PageTitleColumn):
    """Of a search in the chooser, which asks for the parent of each page: read for all rows at once.

    (`core.admin.queries` does so when the chooser browses.)
    """

    def get_cell_context_data(self, instance, parent_context) -> dict[str, Any]:
        read_parents(parent_context["table"].data)
        return super().get_cell_context_data(instance, parent_context)


class ChooserSiteColumn(SiteColumn):
    """The same in the chooser, where the first row also leads back to all sites."""

    cell_template_name = "territories/admin/chooser_site_cell.html"

    def get_cell_context_data(self, instance, parent_context) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        if instance.is_parent_page and not instance.is_root():
            context["root_id"] = Page.get_first_root_node().pk
        return context


def with_site(columns: list[Column], column: SiteColumn) -> list[Column]:
    """The columns, the site's right after the title."""
    after = next(i for i, found in enumerate(columns) if found.name == "title") + 1
    return [*columns[:after], column, *columns[after:]]
