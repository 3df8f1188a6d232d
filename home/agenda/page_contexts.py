"""What the agenda of a site shows: what is pinned, the months, and what others announce where it is empty."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from core.page_registry import context_for
from home.listing import paginate
from home.listing.reach import Nearby, Reach, reach_context

from .models import EventIndexPage, EventPage, EventQuerySet

PER_PAGE = 20
PARAMETER, PAST = "quand", "passes"


@context_for(EventIndexPage)
def agenda_context(page: EventIndexPage, request, context) -> dict[str, Any]:
    """The events of a site: to come month by month, or past; its own, or all of Brittany's."""
    past = request.GET.get(PARAMETER) == PAST
    territory = context["territory"]
    reach = Reach(request, territory, quand=PAST if past else "")
    events = reach.pages(EventPage.objects).with_pins(territory).select_related("commune")
    shown = reach_context(reach) | {
        "past": past,
        "other_url": reach.address(reach.is_network, quand="" if past else PAST),
    }
    if past or reach.is_network:
        found = events.past() if past else events.upcoming()
        shown["events"] = paginate(request, found, PER_PAGE)
        if past and not reach.is_network and not shown["events"]:
            shown["nearby"] = reach.nearby(EventPage.objects, _over)
        return shown
    # What the site pinned stands above the months, and not in them a second time.
    months = paginate(request, events.upcoming().filter(is_pinned=False), PER_PAGE)
    shown["events"] = months
    if months.number == 1:
        pinned = list(events.upcoming().filter(is_pinned=True))
        shown |= {"pinned": pinned} | _nearby(reach, [*pinned, *months], events)
    return shown


def _over(events: EventQuerySet) -> EventQuerySet:
    return events.past().select_related("commune")


def _nearby(reach: Reach, shown: list[EventPage], own: EventQuerySet) -> dict[str, Any]:
    """What others announce, where nothing is announced here at all, or nothing this month."""

    def find(until: datetime | None = None) -> Nearby | None:
        def narrow(events: EventQuerySet) -> EventQuerySet:
            coming = events.upcoming().select_related("commune")
            return coming.filter(start__lt=until) if until else coming

        return reach.nearby(EventPage.objects, narrow)

    if not shown:
        return {"nearby": find()}
    month, following = _this_month()
    if any(event.start < following for event in shown):
        return {}
    if own.filter(end__gte=month, start__lt=following).exists():
        return {}  # the month is not without any event: they are over
    return {"nearby": find(following), "nearby_this_month": True}


def _this_month() -> tuple[datetime, datetime]:
    """When the month begins, and when the next one does."""
    begins = timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return begins, (begins + timedelta(days=32)).replace(day=1)
