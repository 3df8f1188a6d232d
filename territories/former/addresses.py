"""Hosts that are no longer anybody's: where each of their addresses leads now (decision 0075)."""

from urllib.parse import urljoin

from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, Site

from core.generations import Remembered

from ..pages.mounts import mounts_for_site
from ..tree import TERRITORIES, answering
from .models import FormerAddress, FormerHost

PAGES = "wagtail_serve"


def _load() -> dict[str, tuple[int, bool]]:
    rows = FormerHost.objects.values_list("hostname", "territory_id", "same_paths")
    return {host: (territory, same_paths) for host, territory, same_paths in rows}


former_hosts = Remembered(TERRITORIES, _load)


def kept_path(path: str) -> str:
    """A path as former addresses are kept: one bar at each end."""
    bare = path.strip("/")
    return f"/{bare}/" if bare else "/"


def _kept_address(hostname: str, path: str) -> str | None:
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


def _site_answers_at(site: Site, path: str) -> bool:
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

    A site that only changed its host keeps every path. One that was merged: a page goes to its present
    address, a shared section or a feed to the same path of the new site, anything else to its home.
    However many mergers lie between, there is one hop.
    """
    if hostname not in former_hosts():
        return None
    territory_id, same_paths = former_hosts()[hostname]
    territory = answering(territory_id)
    if territory is None or territory.site is None:
        return None
    site = territory.site
    if same_paths:
        address = site.root_url + escape_uri_path(path)
    else:
        target = _kept_address(hostname, path)
        if not target:
            target = path if _site_answers_at(site, path) else "/"
        address = urljoin(f"{site.root_url}/", target)
    if not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{query}"
