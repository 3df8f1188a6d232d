from django.http import Http404
from django.shortcuts import render
from wagtail.models import Page, Site

from core.search.privacy import exclude_private

# News and events have lists of their own; the plan stops at their index.
ITEMS = ("newspage", "eventpage")
DEPTH = 5


def site_plan(request):
    """The plan of a site: its pages and the doors of its mounted sections."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    root = site.root_page
    own = Page.objects.live().descendant_of(root).filter(depth__lte=DEPTH)
    entries = [
        {"title": page.title, "url": page.get_url(request), "depth": page.depth - root.depth}
        for page in exclude_private(own).defer_streamfields().specific(defer=True)
        if page._meta.model_name not in ITEMS
    ]
    return render(
        request,
        "home/site_plan.html",
        {
            "entries": entries,
            "canonical_url": f"{site.root_url}/plan-du-site/",
            "page_description": f"Toutes les pages du site {site.site_name}, et les rubriques qu’il partage.",
            "breadcrumbs": [{"title": "Accueil", "url": "/"}, {"title": "Plan du site"}],
        },
    )
