"""What the pages of the resource centre show (`core.page_registry`)."""

from typing import Any

from django.http import HttpRequest, HttpResponseRedirect

from core.page_registry import context_for, view_for

from .catalogue.context import catalogue_context, is_noindex
from .catalogue.filters import Filters, removed
from .catalogue.memory import catalogue
from .pages.centre import ResourceCentrePage
from .pages.sheet import ResourcePage
from .sheets.common import breadcrumbs
from .sheets.context import sheet_context

view_for(ResourcePage, "breadcrumbs")(breadcrumbs)


@view_for(ResourceCentrePage, "without_filter")
def without_filter(page: ResourceCentrePage, request: HttpRequest) -> HttpResponseRedirect | None:
    """Where a chip's button leads without JavaScript: it names what to remove; None for a wrong name."""
    kept = removed(request.GET, catalogue(page.locale_id))
    return None if kept is None else HttpResponseRedirect(f"{request.path}{kept.query()}")


@context_for(ResourceCentrePage)
def resource_centre(page: ResourceCentrePage, request: HttpRequest, context) -> dict[str, Any]:
    """The catalogue, as the visitor filters it."""
    index = catalogue(page.locale_id)
    filters = Filters.read(request.GET, index)
    shown = catalogue_context(index, filters, context["territory"], page.get_url(request) or "/")
    shown["noindex"] = is_noindex(filters)
    if not shown["noindex"] and context["canonical_url"]:
        shown["canonical_url"] = context["canonical_url"] + filters.query(shown["page_obj"].number)
    if chosen := [chip["label"] for chip in shown["chips"]]:
        # Each list of the catalogue has its own words for search engines and bookmarks.
        shown["page_description"] = (
            f"{shown['total_text']} ({', '.join(chosen)}). {page.description}"
        )
    shown["shared_section"] = getattr(request, "shared_section", None)
    return shown


@context_for(ResourcePage)
def sheet(page: ResourcePage, request: HttpRequest, context) -> dict[str, Any]:
    """A sheet, on the site of a territory."""
    return sheet_context(page, request, context["territory"])
