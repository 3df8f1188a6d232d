"""On which hosts a change shows: those, and only those, forget the whole pages kept for them.

Each app adds what of its own empties pages: `HOST_PAGES.renewed_by(saved(Model, members=all_hosts))`.
"""

from collections.abc import Iterable

from wagtail.models import Locale, Page, PageViewRestriction, Site

from core.freshness import HOST_PAGES
from core.renewals import page_changed, saved

from .contacts.models import Contact
from .diffusion.models import Diffusion
from .diffusion.pages import DiffusablePage
from .former.models import FormerHost
from .geography.models import Epci
from .pages.shared import SharedPage, SharedSectionPage
from .shell.settings import TerritorySettings
from .shell.texts import SiteTexts
from .tree import tree
from .tree.models import Territory


def hosts_of(sites: Iterable[Site]) -> list[str]:
    """The hosts, as browsers name them, under which pages of these sites are kept."""
    hosts = []
    region = tree().region
    for site in sites:
        # Browsers name the port only when it is not the scheme's own.
        hosts += [site.hostname, f"{site.hostname}:{site.port}"]
        if region and site.pk == region.site_id:  # bare localhost answers as the region
            hosts += [f"localhost:{site.port}", f"127.0.0.1:{site.port}"]
    return hosts


def all_hosts(**kwargs) -> list[str]:
    """For a declaration: what changed shows everywhere."""
    return hosts_of(Site.objects.all())


def _listing(instance: Page, **kwargs) -> list[str]:
    """The sites on which a change of this page may show."""
    page = instance.specific
    everywhere = isinstance(page, DiffusablePage) and (page.everywhere or page.was_everywhere)
    if everywhere or isinstance(page, (SharedPage, SharedSectionPage)):
        return all_hosts()
    sites = {page.get_site()}
    if isinstance(page, DiffusablePage):
        received = page.diffusions.values_list("territory_id", flat=True)
        sites |= {t.site for pk in received if (t := tree().by_id.get(pk)) and t.site}
    return hosts_of(site for site in sites | _left(**kwargs) if site)


def _left(parent_page_before: Page | None = None, **kwargs) -> set[Site | None]:
    """The site that a moved page has left."""
    return {parent_page_before.get_site()} if parent_page_before else set()


def _receiving(instance: Diffusion, **kwargs) -> list[str]:
    return hosts_of([instance.territory.site] if instance.territory.site else [])


def _from_there_down(instance: TerritorySettings | SiteTexts, **kwargs) -> list[str]:
    territory = tree().by_site.get(instance.site_id)
    below = [t.site for t in territory.descendants() if t.site] if territory else []
    return hosts_of([instance.site, *below])


HOST_PAGES.renewed_by(
    page_changed("pages, on every site that may list them", members=_listing),
    saved(
        Diffusion,
        words="on the site that receives",
        when=Diffusion.is_told_by,
        members=_receiving,
    ),
    saved(
        TerritorySettings,
        SiteTexts,
        words="on their site and those below",
        members=_from_there_down,
    ),
    saved(
        *(Territory, FormerHost, Site, Locale, PageViewRestriction, Contact, Epci),
        words="everywhere",
        members=all_hosts,
    ),
)
