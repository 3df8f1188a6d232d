"""Pages of every type that a site's visitors may find: for search, plans and the crawl tests."""

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.search.privacy import exclude_private

from .models import DiffusablePage, Diffusion, SharedSectionPage, Territory
from .mounts import mounts_for_site


def _everywhere() -> Q:
    """Pages that the region lists on every site, whatever their type."""
    condition = Q(pk__in=[])
    for model in DiffusablePage.__subclasses__():
        rows = model.objects.filter(everywhere=True).values("pk")
        condition |= Q(pk__in=rows)
    return condition


def findable_in(territory: Territory) -> PageQuerySet:
    """Live, public pages that stand on the territory's site, are mounted there, or were received.

    The same rule as `visible_in`, for pages of mixed types.
    """
    if not territory.site_id:
        return Page.objects.none()
    root = territory.site.root_page
    here = Q(path__startswith=root.path)
    for mount in mounts_for_site(territory.site_id):
        here |= Q(path__startswith=mount.path)
    diffusions = Diffusion.objects.filter(page_id=OuterRef("pk"), territory=territory)
    accepted = Exists(diffusions.filter(state=Diffusion.State.ACCEPTED))
    hidden = Exists(diffusions.filter(state=Diffusion.State.HIDDEN))
    pages = Page.objects.live().filter(here | accepted | (_everywhere() & ~Q(hidden)))
    return exclude_private(pages.not_exact_type(SharedSectionPage))
