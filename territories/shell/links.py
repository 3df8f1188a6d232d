"""Links of every site's shell that lead to pages and views of the apps above: they say which in their `startup.py`.

register_link("legal", 10, slug="mentions-legales")
register_link("footer", 30, title="S’abonner à l’agenda (iCal)", url="/flux/agenda.ics")
named_urls["search_url"] = "/recherche/"
named_pages["contact"] = "contact"
"""

from collections.abc import Callable
from typing import NamedTuple

# Lists of links of the shell: legal pages, and the foot of a site whose team has chosen none.
PLACES = ("legal", "footer")

type Link = dict[str, str]


class ShellLink(NamedTuple):
    """A page of the first level, shown when the site has it (`slug`), or an address that every site answers."""

    rank: int
    slug: str
    title: str
    url: str


_links: dict[str, list[ShellLink]] = {place: [] for place in PLACES}
# Addresses that templates of the shell know by name: « search_url », « finder_url »…
named_urls: dict[str, str] = {}
# Pages of the first level that the shell has a place for, by slug: « contact », « accessibility ».
named_pages: dict[str, str] = {}


def register_link(place: str, rank: int, *, slug: str = "", title: str = "", url: str = "") -> None:
    """Add a link to a list of the shell, the smallest rank first: a page by its slug, or a title and an address.

    :raises KeyError: there is no such list.
    """
    _links[place].append(ShellLink(rank, slug, title, url))
    _links[place].sort()


def links_of(place: str, page_link: Callable[[str], Link | None]) -> list[Link]:
    """The links of a list.

    :param page_link: from the slug of a page of the first level, its link; None when the site has none.
    """
    found = (
        page_link(link.slug) if link.slug else {"title": link.title, "url": link.url}
        for link in _links[place]
    )
    return [link for link in found if link]
