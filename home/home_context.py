"""What a home page shows, for the territory whose site it is."""

from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When

from offers.models import OfferPage, StrategicAxis
from resources.models import ActivityPage, ProjectPage, ToolPage
from resources.observatory import headline_figure
from territories.models import Scale, Territory

from .models import EventPage, NewsPage

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
    """One activity, one tool and one project, the nearest and latest of each, as cards."""
    cards = []
    for model in (ActivityPage, ToolPage, ProjectPage):
        sheet = (
            model.objects.visible_in(territory)
            .order_by(_nearness(territory), "-last_published_at", "pk")
            .first()
        )
        if sheet:
            meta = [*sheet.traits(), *([sheet.origin.site_name] if sheet.origin else [])]
            cards.append(
                {
                    "kind": sheet.kind,
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
        {"title": o.hook, "text": o.promise or o.summary, "url": o.get_url(request)} for o in offers
    ]


def home_context(territory: Territory, request) -> dict[str, Any]:
    """Context of `HomePage` beyond the page itself."""
    news = list(NewsPage.objects.listed_in(territory)[:NEWS])
    events = EventPage.objects.visible_in(territory).upcoming().select_related("commune")
    is_region = territory.scale == Scale.REGION
    return {
        "is_region": is_region,
        "offers": offer_rows(territory, request),
        "axes": list(StrategicAxis.objects.filter(locale__language_code="fr")) if is_region else [],
        "near": [] if is_region else near_cards(territory, request),
        "lead_news": news[0] if news else None,
        "other_news": news[1:],
        "events": list(events[:EVENTS]),
        "figure": headline_figure(territory),
    }
