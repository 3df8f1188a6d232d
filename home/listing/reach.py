"""How far a list reaches: what a site shows, or at the visitor's request what every site shows of its own.

Decision 0067. The catalogue asks the same question with the same words, of its own index (`ou`).
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from core.freshness import follow
from territories.models import DiffusableQuerySet, Scale, Territory

from . import LISTINGS

PARAMETER, NETWORK = "ou", "partout"
# How many pages of others an empty list offers.
NEARBY = 4


class Nearby(NamedTuple):
    """What others announce, where the site itself has nothing to list; `here`, `there`: where, in a sentence."""

    here: str
    there: str
    items: list[Any]


class Reach:
    """How far the list that answers a request reaches.

    :param kept: what the links must keep of the address (`q`, `quand`); empty values are left out.
    """

    def __init__(self, request, territory: Territory, **kept: str):
        self.request, self.territory = request, territory
        self.is_network = request.GET.get(PARAMETER) == NETWORK
        self._kept = {name: value for name, value in kept.items() if value}
        if self.is_network:
            # Any site's change shows here.
            follow(request, LISTINGS)

    def address(self, is_network: bool, **changed: str) -> str:
        """Address of the same list as far as asked, with other values of what its address keeps."""
        query = {name: value for name, value in (self._kept | changed).items() if value}
        if is_network:
            query[PARAMETER] = NETWORK
        return f"{self.request.path}?{urlencode(query)}" if query else self.request.path

    @property
    def network_url(self) -> str:
        """Where the same list reaches all of Brittany; empty when it does already."""
        return "" if self.is_network else self.address(True)

    @property
    def prefix(self) -> str:
        """Address of a page of this list, up to its number."""
        address = self.address(self.is_network).partition("?")[2]
        return f"?{address}&page=" if address else "?page="

    @property
    def links(self) -> list[dict[str, Any]]:
        """The switch: two links, one of them where the visitor is."""
        here = self.territory
        own = (
            here.site_name
            if here.scale == Scale.REGION
            else _("Mon territoire, {name}").format(name=here.short_name)
        )
        labels = {False: own, True: _("Toute la Bretagne")}
        return [
            {"label": label, "url": self.address(far), "is_current": far is self.is_network}
            for far, label in labels.items()
        ]

    def pages(self, pages: DiffusableQuerySet) -> DiffusableQuerySet:
        """Which of these the list may hold."""
        here = self.territory
        return pages.visible_across(here) if self.is_network else pages.visible_in(here)

    def nearby(
        self, pages: DiffusableQuerySet, narrow: Callable[[DiffusableQuerySet], DiffusableQuerySet]
    ) -> Nearby | None:
        """What the nearest territory above lists, but what this one has hidden; None where there is nothing.

        Never of all of Brittany: that is for the visitor to ask.

        :param narrow: which of them, in which order.
        """
        follow(self.request, LISTINGS)
        here = self.territory
        for above in here.ancestors():
            listed = narrow(pages.visible_in(above).not_hidden_by(here))
            if items := list(listed.defer_streamfields()[:NEARBY]):
                return Nearby(_where(here), _where(above), items)
        return None


def _where(territory: Territory) -> str:
    """Where, in a sentence. The region's own list is not all of Brittany: its site is named."""
    if territory.scale == Scale.REGION:
        return _("sur {site}").format(site=territory.site_name)
    return territory.locative


def reach_context(reach: Reach) -> dict[str, Any]:
    """For the templates. What reaches beyond a site is listed on each of the others: robots find it there."""
    if reach.is_network:
        return {"reach": reach, "noindex": True, "canonical_url": ""}
    return {"reach": reach}
