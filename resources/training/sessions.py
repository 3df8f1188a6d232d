"""Training sessions as rows of a list, and how many seats are left."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.formats import clock, long_date
from territories.tree import tree

from .models import TrainingSession


def _seats(session: TrainingSession) -> str:
    """Seats left, in words; empty when their number is not said."""
    left = session.seats_left
    if left is None:
        return ""
    if left == 0:
        return _("complet")
    if session.capacity and left < session.capacity:
        return ngettext("%(left)s place restante", "%(left)s places restantes", left) % {
            "left": left
        }
    return ngettext("%(left)s place", "%(left)s places", left) % {"left": left}


def _place(session: TrainingSession) -> str:
    parts = [session.place, session.commune.name if session.commune else ""]
    place = ", ".join(part for part in parts if part)
    if place:
        return place
    # The address of the meeting goes to those who registered, not to robots.
    return _("en visioconférence") if session.link else _("lieu à préciser")


def session_rows(
    sessions: Iterable[TrainingSession], request, on_module: bool = False
) -> list[dict[str, Any]]:
    """Parameters of `components/event.html` for each session.

    :param sessions: with their module, commune and count of seats (`SessionQuerySet.for_lists`).
    :param on_module: on the module's own page, where the place stands as title, without a link.
    """
    rows = []
    for session in sessions:
        start, end = timezone.localtime(session.start), timezone.localtime(session.end)
        territory = tree().by_id.get(session.territory_id)
        hours = _("%(start)s à %(end)s") % {"start": clock(start), "end": clock(end)}
        this_year = start.year == timezone.localdate().year
        if start.date() != end.date():
            last = long_date(end, "j F")
            hours = _("de %(start)s au %(day)s, %(end)s") % {
                "start": clock(start),
                "day": last,
                "end": clock(end),
            }
        place = _place(session)
        meta = [
            hours,
            "" if on_module else place,
            territory.site_name if territory else "",
            _seats(session),
        ]
        rows.append(
            {
                "day": start.day,
                "month": date_format(start, "F" if this_year else "F Y"),
                "datetime": start.isoformat(),
                "title": place[:1].upper() + place[1:] if on_module else session.module.title,
                "url": "" if on_module else session.module.get_url(request),
                "meta": " · ".join(part for part in meta if part),
                "flag": _("Exemple") if session.is_sample else "",
            }
        )
    return rows
