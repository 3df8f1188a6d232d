from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from wagtail.query import PageQuerySet

from core.freshness import follow
from core.search.french import clean
from core.search.matching import match
from home.listing import LISTINGS
from home.listing.reach import Reach
from territories.diffusion.findable import findable_across, findable_in
from territories.tree.requests import territory_for_request

PER_PAGE = 15


def search(request):
    """Search the current site: its pages, its shared sections and what it received; or every site."""
    territory = territory_for_request(request)
    if territory is None:
        raise Http404
    typed = request.GET.get("q", "")
    query = clean(typed)[:200]
    reach = Reach(request, territory, q=query)
    pages = findable_across(territory) if reach.is_network else findable_in(territory)
    found: PageQuerySet = match(pages, query) if query else pages.none()
    results = Paginator(found.specific(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "home/search.html",
        {
            "query": query,
            "results": results,
            "territory": territory,
            "reach": reach,
            "elsewhere": _elsewhere(reach, query) if query and not results.paginator.count else 0,
            # Answers are read here, not in another engine; the form by itself may be found.
            "noindex": bool(query) or reach.is_network,
            "page_description": (f"« {query} » : " if query else "")
            + "chercher dans les pages du site, ses rubriques et ce qu’il relaie.",
            "canonical_url": f"{territory.site.root_url}/recherche/",
            "breadcrumbs": [{"title": "Accueil", "url": "/"}, {"title": "Recherche"}],
        },
    )


def _elsewhere(reach: Reach, query: str) -> int:
    """How many pages all of Brittany has, where the site has none."""
    if reach.is_network:
        return 0
    follow(reach.request, LISTINGS)
    return match(findable_across(reach.territory), query).count()
