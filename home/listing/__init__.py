"""Lists cut into pages."""

from django.core.paginator import Page, Paginator
from wagtail.models import PageViewRestriction

from core.models import SiteImage
from core.renewals import corrected, declare, only_saved, page_changed, saved
from offers.models import StrategicAxis
from territories.models import Commune, Diffusion, TerritorialPage

# Every home at once: to make one again costs less than to know which (decisions 0005, 0068).
LISTINGS = declare(
    "listings",
    "home bands, and lists that reach beyond their site",
    page_changed("pages, published, unpublished, moved or given another address"),
    only_saved(TerritorialPage, words="pages of ours, saved online"),
    saved(Diffusion, when=Diffusion.is_told_by),
    saved(PageViewRestriction, StrategicAxis, SiteImage),
    corrected(Commune),
)


def paginate(request, items, per_page: int) -> Page:
    """Return the page asked for by `?page=`, the nearest one when it is wrong or out of range."""
    return Paginator(items, per_page).get_page(request.GET.get("page"))
