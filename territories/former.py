"""Addresses of hosts whose site was merged: where each leads now."""

from urllib.parse import urljoin

from django.urls import Resolver404, resolve
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from core.generations import Remembered

from .geography import answering
from .models import FormerAddress, FormerHost
from .mounts import mounts_for_site
from .tree import GENERATION

PAGES = "wagtail_serve"


def _load() -> dict[str, int]:
    return dict(FormerHost.objects.values_list("hostname", "territory_id"))


former_hosts = Remembered(GENERATION, _load)


def kept_path(path: str) -> str:
    """A path as former addresses are kept: one bar at each end."""
    bare = path.strip("/")
    return f"/{bare}/" if bare else "/"


def _known(hostname: str, path: str) -> str | None:
    """Address of the page, or of the page above that routes the rest itself (an event's calendar)."""
    parts = [part for part in path.split("/") if part]
    paths = [f"/{'/'.join(parts[:end])}/" for end in range(1, len(parts) + 1)]
    rows = FormerAddress.objects.filter(host__hostname=hostname, path__in=paths)
    known = {row.path: row for row in rows.select_related("page")}
    for kept in reversed(paths):
        row = known.get(kept)
        if row is None:
            continue
        rest = path.removeprefix(kept.rstrip("/")).lstrip("/")
        if row.page is None:
            return None if rest.strip("/") else row.link
        page = row.page.specific
        if not page.live or (rest.strip("/") and not isinstance(page, RoutablePageMixin)):
            return None
        return page.full_url and page.full_url + rest
    return None


def _same_path(site: Site, path: str) -> bool:
    """Whether the site answers at this path: a view, a mounted section, a page of its own."""
    try:
        if resolve(path).url_name != PAGES:
            return True
    except Resolver404:
        return False
    if any(kept_path(path).startswith(mount.address) for mount in mounts_for_site(site.pk)):
        return True
    here = site.root_page.url_path.rstrip("/") + kept_path(path)
    return Page.objects.live().filter(url_path=here).exists()


def new_address(hostname: str, path: str, query: str = "") -> str | None:
    """Where `path` of a former host leads: None when the host is none, or nobody answers any more.

    A page goes to its present address, a shared section or a feed to the same path of the new site,
    anything else to its home. However many mergers lie between, there is one hop.
    """
    territory = answering(former_hosts().get(hostname))
    if hostname not in former_hosts() or territory is None or territory.site is None:
        return None
    site = territory.site
    target = _known(hostname, path)
    if not target:
        target = path if _same_path(site, path) else "/"
    address = urljoin(f"{site.root_url}/", target)
    if not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{query}"
