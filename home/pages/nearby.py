"""What the finder's answer tells of a place, beside the offers: what is coming, what may be taken up."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.formats import long_date
from home.agenda.models import EventIndexPage, EventPage
from resources.centre.models import ResourceCentrePage
from territories.finder.nearby import Item, Section
from territories.models import Territory

from .page_contexts import near_cards, next_events


def _event(event: EventPage, request: HttpRequest) -> Item:
    day = long_date(event.start)
    return {
        "title": event.title,
        "url": event.get_url(request) or "",
        "meta": " · ".join(part for part in (event.flag, day, event.listing_meta) if part),
    }


def nearby_events(territory: Territory, request: HttpRequest) -> Section:
    """The next events that the territory's own site would show."""
    index = EventIndexPage.objects.live().filter(territory=territory).first()
    return {
        "title": _("Agenda"),
        "items": [_event(event, request) for event in next_events(territory)],
        "more_url": (index and index.get_url(request)) or "",
        "more_label": _("Tout l’agenda"),
    }


def nearby_sheets(territory: Territory, request: HttpRequest) -> Section:
    """The same sheets as on the territory's own home."""
    cards = near_cards(territory, request)
    centre = ResourceCentrePage.objects.live().first()
    return {
        "title": _("À reprendre près de chez vous"),
        "items": [
            {
                "title": card["title"],
                "url": card["url"],
                "text": card["text"],
                "meta": f"{card['kind_label']} · {card['meta']}",
            }
            for card in cards
        ],
        "more_url": (centre and centre.get_url(request)) or "",
        "more_label": _("Tout le centre de ressources"),
    }
