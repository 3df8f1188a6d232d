"""Events as iCalendar (RFC 5545), through the icalendar library."""

from collections.abc import Iterable

from django.http import HttpResponse
from icalendar import Calendar, Event


def _event(page) -> Event:
    event = Event()
    event.add("uid", f"{page.translation_key}@ess-bretagne")
    event.add("summary", page.title)
    event.add("dtstart", page.start)
    event.add("dtend", page.end)
    event.add("dtstamp", page.last_published_at or page.start)
    event.add("url", page.full_url)
    place = ", ".join(part for part in (page.place, page.where) if part)
    event.add("location", place)
    # A diary shows it beside events of everywhere: it says whose this one is.
    told = f"Annoncé par {page.origin.site_name}." if page.origin else ""
    if text := "\n\n".join(part for part in (page.summary, told) if part):
        event.add("description", text)
    event.add("status", "CANCELLED" if page.is_cancelled else "CONFIRMED")
    return event


def calendar_response(pages: Iterable, name: str, filename: str) -> HttpResponse:
    """Return a calendar file holding these `EventPage`s.

    :param name: name of the calendar in the reader's diary.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//ESS Bretagne//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for page in pages:
        calendar.add_component(_event(page))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
