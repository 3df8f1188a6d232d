"""Where shared sections are mounted: which regional branch answers under which address of a site."""

from dataclasses import dataclass

from wagtail.models import Page, Site

from core.generations import Remembered

GENERATION = "structure"


@dataclass(frozen=True, slots=True)
class Mount:
    """A section on a site: `path` and `url_path` are its source's, `address` the mount's own."""

    pk: int
    path: str
    url_path: str
    address: str


def _load(site_id: int) -> list[Mount]:
    from .models import SharedSectionPage

    root = Page.objects.filter(sites_rooted_here=site_id).first()
    if root is None:
        return []
    sections = SharedSectionPage.objects.live().descendant_of(root).select_related("source")
    return [
        Mount(
            s.pk,
            s.source.path,
            s.source.url_path,
            s.url_path.removeprefix(root.url_path.rstrip("/")),
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
