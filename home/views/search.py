from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.http import urlencode
from wagtail.models import Page

from core.search.french import clean
from core.search.matching import match
from territories.listing import findable_in
from territories.requests import territory_for_request

PER_PAGE = 15


def search(request):
    """Search the current site: its pages, its shared sections and what it received."""
    territory = territory_for_request(request)
    typed = request.GET.get("q", "")
    query = clean(typed)[:200]
    pages = findable_in(territory) if territory else Page.objects.none()
    found = match(pages, query) if query else pages.none()
    results = Paginator(found.specific(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "home/search.html",
        {
            "query": query,
            "results": results,
            "territory": territory,
            "prefix": f"?{urlencode({'q': query})}&page=",
            "noindex": True,
            "page_description": (f"« {query} » : " if query else "")
            + "chercher dans les pages du site, ses rubriques et ce qu’il relaie.",
            "canonical_url": f"{territory.site.root_url}/recherche/" if territory else "",
            "breadcrumbs": [{"title": "Accueil", "url": "/"}, {"title": "Recherche"}],
        },
    )
