"""Lists of offers: by audience and axis on the index, and near a commune for the finder."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.generations import Remembered
from territories.finder.nearby import Section
from territories.models import Audience, Territory
from territories.tree.requests import territory_for_request

from .local_forms import LOCAL_OFFERS
from .models import LocalOffer, OfferIndexPage, OfferPage, StrategicAxis

if TYPE_CHECKING:
    from wagtail.query import PageQuerySet

# Offers told in the finder's answer.
MOST_NEARBY = 4


@dataclass(frozen=True, slots=True)
class Axis:
    """A strategic axis, as lists tell it."""

    pk: int
    number: int
    title: str
    aims: list[str]
    source: str


def _load_axes(locale_id: int) -> list[Axis]:
    return [
        Axis(row.pk, row.number, row.title, [block.value for block in row.aims], row.source)
        for row in StrategicAxis.objects.filter(locale_id=locale_id)
    ]


# Forgotten with the local forms, whenever an axis changes.
axes = Remembered(LOCAL_OFFERS, _load_axes)


def visible_offers(territory: Territory | None) -> "PageQuerySet[OfferPage]":
    """Offers that a site may list, in the order of the page tree."""
    return OfferPage.objects.visible_in(territory).order_by("path")


def _row(offer: OfferPage, request: HttpRequest) -> dict[str, str]:
    return {
        "title": offer.title,
        "text": offer.promise or offer.summary,
        "url": offer.get_url(request),
    }


def index_context(page: OfferIndexPage, request: HttpRequest, code: str) -> dict[str, Any]:
    """Context of the index: the offers of one audience, or all of them, by strategic axis.

    :param code: code of an audience; one that no offer is for is ignored.
    """
    territory = territory_for_request(request) or page.origin
    offers = list(visible_offers(territory).child_of(page).prefetch_related("audiences"))
    by_code = {audience.code: audience for o in offers for audience in o.audiences.all()}
    audience = by_code.get(code)
    shown = [o for o in offers if audience in o.audiences.all()] if audience else offers
    groups = []
    for axis in axes(page.locale_id):
        rows = [_row(offer, request) for offer in shown if offer.axis_id == axis.pk]
        # Homes point at each axis: it stays, with its aims, as long as nothing is filtered.
        if rows or not audience:
            groups.append({"axis": axis, "rows": rows})
    return {
        "audiences": _in_order(by_code.values()),
        "audience": audience,
        "count": len(shown),
        "groups": groups,
        "others": [_row(offer, request) for offer in shown if offer.axis_id is None],
        "noindex": audience is not None,
    }


def _in_order(audiences: Iterable[Audience]) -> list[Audience]:
    return sorted(audiences, key=lambda audience: (audience.sort_order, audience.label))


def nearby_offers(territory: Territory, request: HttpRequest) -> Section | None:
    """The finder's section: what a commune's team offers, its own local forms first."""
    lineage = [territory.pk, *(t.pk for t in territory.ancestors())]
    local = dict(
        LocalOffer.objects.filter(territory_id__in=lineage, is_active=True).values_list(
            "offer_id", "dates"
        )
    )
    offers = sorted(visible_offers(territory), key=lambda offer: offer.pk not in local)
    if not offers:
        return None
    index = OfferIndexPage.objects.live().first()
    return {
        "title": _("Être accompagné·e"),
        "items": [
            {
                "title": offer.hook or offer.title,
                "url": offer.get_url(request),
                "meta": local.get(offer.pk, ""),
                "text": offer.summary,
            }
            for offer in offers[:MOST_NEARBY]
        ],
        "more_url": index.get_url(request) if index else "",
        "more_label": _("Toutes les offres"),
    }
