"""What the list of news shows (`core.page_registry`)."""

from typing import Any

from core.page_registry import context_for
from home.listing import paginate
from home.listing.reach import Reach, reach_context

from .models import NewsIndexPage, NewsPage, NewsQuerySet

PER_PAGE = 12


@context_for(NewsIndexPage)
def news_index(page: NewsIndexPage, request, context) -> dict[str, Any]:
    """The news of a site, what it pinned first; of all of Brittany by date alone."""
    territory = context["territory"]
    reach = Reach(request, territory)
    if reach.is_network:
        news = reach.pages(NewsPage.objects).latest_first()
    else:
        news = NewsPage.objects.listed_in(territory)
    shown = reach_context(reach) | {"news": paginate(request, news, PER_PAGE)}
    if not shown["news"] and not reach.is_network:
        shown["nearby"] = reach.nearby(NewsPage.objects, NewsQuerySet.latest_first)
    return shown
