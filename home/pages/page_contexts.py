"""What a home page shows, for the territory whose site it is.

The template keeps its lists rendered (`{% kept %}`) until something that they may show has changed:
everything here is asked for only when they are made again.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.functional import SimpleLazyObject

from core.page_registry import context_for
from home.agenda.models import EventPage
from home.news.models import NewsPage
from offers.models import OfferPage, StrategicAxis
from resources.centre.registry import kinds
from resources.observatory.headline import headline_figure
from territories.models import Scale, Territory

from .bands import ordered_bands
from .models import HomePage

NEWS = 3
EVENTS = 4


def _nearness(territory: Territory) -> Case:
    """0 for what belongs to the territory, 1 for its neighbours, 2 for the rest."""
    group = territory if territory.scale == Scale.GROUPEMENT else None
    if territory.scale == Scale.PAYS:
        group = next(iter(territory.ancestors()), None)
    neighbours = [t.pk for t in ([group, *group.descendants()] if group else [])]
    return Case(
        When(Q(territory=territory), then=Value(0)),
        When(Q(territory__in=neighbours), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )


def near_cards(territory: Territory, request) -> list[dict[str, Any]]:
    """The nearest and latest sheet of each kind that homes show, as cards."""
    cards = []
    for kind in (kind for kind in kinds() if kind.is_on_home):
        sheet = (
            kind.model.objects.visible_in(territory)
            .defer_streamfields()
            .order_by(_nearness(territory), "-last_published_at", "pk")
            .first()
        )
        if sheet:
            meta = [*sheet.traits(), *([sheet.origin.site_name] if sheet.origin else [])]
            cards.append(
                {
                    "kind": kind.sign,
                    "kind_label": sheet.kind_label,
                    "title": sheet.title,
                    "url": sheet.get_url(request),
                    "text": sheet.summary,
                    "meta": " · ".join(meta),
                }
            )
    return cards


def offer_rows(territory: Territory, request) -> list[dict[str, str]]:
    """The offers told as the person would say it, for the ruled links."""
    offers = OfferPage.objects.visible_in(territory).exclude(hook="").order_by("path")
    return [
        {"title": o.hook, "text": o.promise or o.summary, "url": o.get_url(request)}
        for o in offers.defer_streamfields()
    ]


def latest_news(territory: Territory) -> list[NewsPage]:
    return list(NewsPage.objects.listed_in(territory).defer_streamfields()[:NEWS])


def next_events(territory: Territory) -> list[EventPage]:
    """The next ones, those that the site pinned before the others."""
    events = EventPage.objects.listed_in(territory).upcoming()
    return list(events.order_by("-is_pinned", "start", "pk").defer_streamfields()[:EVENTS])


def _axes() -> list[StrategicAxis]:
    return list(StrategicAxis.objects.filter(locale__language_code="fr"))


@context_for(HomePage)
def home_context(page: HomePage, request, context) -> dict[str, Any]:
    """The bands in their order, and what they show. Nothing is computed before it is read."""
    territory = context["territory"]
    is_region = territory.scale == Scale.REGION
    bands = ordered_bands(page.bands)

    def later(compute: Callable, *arguments) -> SimpleLazyObject:
        return SimpleLazyObject(lambda: compute(*arguments))

    return {
        "bands": bands,
        "shows_pays": any(band.name == "pays" for band in bands),
        "is_region": is_region,
        "offers": later(offer_rows, territory, request),
        "axes": later(_axes) if is_region else [],
        "near": [] if is_region else later(near_cards, territory, request),
        "news": later(latest_news, territory),
        "events": later(next_events, territory),
        "figure": later(headline_figure, territory),
    }
