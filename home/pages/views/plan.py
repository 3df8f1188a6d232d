from django.http import Http404
from django.shortcuts import render
from wagtail.models import Page, Site

from core.search.privacy import exclude_private

# News and events have lists of their own; the plan stops at their index. Folders of sheets are no pages.
LEFT_OUT = ("newspage", "eventpage", "sheetfolderpage")
DEPTH = 5


def _level(page: Page, root: Page) -> int:
    """How far below the home its address stands: a folder counts for nothing."""
    return page.url_path.count("/") - root.url_path.count("/")


def site_plan(request):
    """The plan of a site: its pages and the doors of its mounted sections."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    root = site.root_page
    own = Page.objects.live().descendant_of(root).filter(depth__lte=DEPTH)
    entries = [
        {"title": page.title, "url": page.get_url(request), "depth": _level(page, root)}
        for page in exclude_private(own).defer_streamfields().specific(defer=True)
        if page._meta.model_name not in LEFT_OUT
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
