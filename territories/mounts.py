"""Where shared sections are mounted: which regional branch answers under which address of a site."""

from dataclasses import dataclass

from wagtail.models import Page, Site

from core.generations import Remembered

GENERATION = "structure"


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


def _load(site_id: int) -> list[Mount]:
    from .models import SharedSectionPage

    root = Page.objects.filter(sites_rooted_here=site_id).first()
    if root is None:
        return []
    sections = SharedSectionPage.objects.live().descendant_of(root).select_related("source")
    return [
        Mount(
            pk=s.pk,
            address=s.url_path.removeprefix(root.url_path.rstrip("/")),
            source_id=s.source_id,
            model=s.source.specific_class or Page,
            path=s.source.path,
            url_path=s.source.url_path,
        )
        for s in sections
        if s.source_id and s.source.live
    ]


mounts_for_site = Remembered(GENERATION, _load)


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
    return site.root_url + path if path else page.full_url
