"""Dates of samples, told from the day of the load: « dans 2 semaines, un jeudi, à 18 h 30 »."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from .files import Entry

DAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]


def moment(entry: Entry, today: date) -> datetime:
    """The moment of an entry that gives `semaines`, `jour` and `heure`; always in the future."""
    weeks, day = entry.need("semaines", int), entry.need("jour")
    if day not in DAYS:
        raise entry.error(f"jour inconnu : « {day} »")
    if weeks < 1:
        raise entry.error("« semaines » commence à 1 : la date doit être à venir")
    try:
        hour = time.fromisoformat(entry.need("heure"))
    except ValueError as error:
        raise entry.error("« heure » s’écrit « 18:30 »") from error
    monday = today - timedelta(days=today.weekday())
    on = monday + timedelta(weeks=weeks, days=DAYS.index(day))
    return timezone.make_aware(datetime.combine(on, hour))
