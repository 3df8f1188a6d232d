from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.http import urlencode

from core.search.french import clean
from territories.listing import findable_in
from territories.requests import territory_for_request

PER_PAGE = 15


def search(request):
    """Search the current site: its pages, its shared sections and what it received."""
    territory = territory_for_request(request)
    typed = request.GET.get("q", "")
    query = clean(typed)[:200]
    found = findable_in(territory).search(query) if query and territory else []
    results = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    pages = [page.specific for page in results.object_list]
    return render(
        request,
        "home/search.html",
        {
            "query": query,
            "results": results,
            "pages": pages,
            "territory": territory,
            "prefix": f"?{urlencode({'q': query})}&page=",
            "noindex": True,
            "breadcrumbs": [{"title": "Accueil", "url": "/"}, {"title": "Recherche"}],
        },
    )
