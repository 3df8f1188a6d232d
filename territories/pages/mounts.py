"""Where shared sections are mounted: which regional branch answers under which address of a site."""

from dataclasses import dataclass

from wagtail.models import Page, Site

from core.generations import Remembered
from core.renewals import declare, saved

STRUCTURE = declare(
    "structure",
    "what surrounds the pages of a site: menus, footers, banners, network, mounted sections, texts of the house",
    saved(
        "territories.Territory",
        "territories.FormerHost",
        "wagtailcore.Site",
        "wagtailcore.Locale",
        "wagtailcore.PageViewRestriction",
        "territories.TerritorySettings",
        "territories.SiteTexts",
    ),
)


@dataclass(frozen=True, slots=True)
class Mount:
    """A section on a site: `address` is the mount's own; `model`, `path` and `url_path` are its source's."""

    pk: int
    address: str
    source_id: int
    model: type[Page]
    path: str
    url_path: str

    def source(self) -> Page:
        """The section itself, in one query where `Page.specific` makes a second one."""
        return self.model.objects.get(pk=self.source_id)


# Computed by `territories.pages.shared`, which stands above: a mounted section asks where it is.
mounts_for_site: Remembered[list[Mount]] = Remembered(STRUCTURE)


def mounted_path(site: Site, page: Page) -> str | None:
    """Address of `page` on `site` through a mounted section, None when no section holds it."""
    for mount in mounts_for_site(site.pk):
        if page.path.startswith(mount.path):
            return mount.address + page.url_path[len(mount.url_path) :]
    return None


def team_url(page: Page) -> str:
    """Where the team of `page` reads it: on its own site when a section mounted there holds it, else where it stands."""
    territory = getattr(page, "territory", None)
    site = territory and territory.site
    path = site and mounted_path(site, page)
    return site.root_url + path if site and path else page.full_url
