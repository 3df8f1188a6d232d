"""Pages of every type that a site's visitors may find: for search, plans and the crawl tests (decisions 0067 and 0092)."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Substr
from django.db.models.lookups import In
from wagtail.models import Page, Site
from wagtail.query import PageQuerySet

from core.search.privacy import exclude_private

from ..pages.mounts import mounts_for_site
from ..pages.types import unshown_models
from ..tree.languages import current_locale_id
from ..tree.models import Territory
from .models import Diffusion
from .pages import listed_everywhere


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
    accepted = _decided(territory, Diffusion.State.ACCEPTED)
    hidden = _decided(territory, Diffusion.State.HIDDEN)
    pages = Page.objects.live().filter(here | accepted | (listed_everywhere() & ~Q(hidden)))
    pages = pages.filter(locale_id=current_locale_id())
    return exclude_private(pages.not_exact_type(*unshown_models()))


def _decided(territory: Territory, state: str) -> Exists:
    return Exists(
        Diffusion.objects.filter(page_id=OuterRef("pk"), territory=territory, state=state)
    )


def findable_across(territory: Territory) -> PageQuerySet:
    """Live, public pages of every site, for the visitor of `territory` who asks for all of Brittany.

    The same rule as `visible_across`, for pages of mixed types: what her site has hidden stays hidden there.
    """
    roots = Site.objects.order_by().values("root_page__path")
    pages = Page.objects.live().filter(In(Substr("path", 1, 2 * Page.steplen), roots))
    own = Q(path__startswith=territory.site.root_page.path)
    pages = pages.filter(own | ~Q(_decided(territory, Diffusion.State.HIDDEN)))
    return exclude_private(pages.not_exact_type(*unshown_models()))
