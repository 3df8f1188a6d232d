"""What every page of ours gives its template."""

from core.page_registry import context_for

from ..tree.requests import territory_for_request
from .models import TerritorialPage


@context_for(TerritorialPage)
def current_territory(page: TerritorialPage, request, context) -> dict:
    """`territory`: the one that the visitor's site speaks for; the page's own where the site has none."""
    return {"territory": territory_for_request(request) or page.origin}
