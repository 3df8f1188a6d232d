from territories.tree.requests import territory_or_404

from .calendars import calendar_response
from .models import EventPage


def agenda(request):
    """The coming events that the current site lists, as a calendar to subscribe to."""
    territory = territory_or_404(request)
    events = EventPage.objects.visible_in(territory).upcoming().select_related("commune")
    return calendar_response(events[:200], f"Agenda — {territory.site_name}", "agenda.ics")
