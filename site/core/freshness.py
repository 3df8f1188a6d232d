"""When an answer stops being true by itself: a banner comes or goes, whatever anybody changes."""

from datetime import datetime


def changes_at(request, moment: datetime | None) -> None:
    """Say that what answers this request will be outdated at `moment`; the earliest counts."""
    if moment is not None:
        request._changes_at = min(moment.timestamp(), getattr(request, "_changes_at", float("inf")))


def made_at(request, now: float, lifetime: float) -> float:
    """The date to note on an answer made now, so that `lifetime` seconds later it is outdated in time."""
    return min(now, getattr(request, "_changes_at", float("inf")) - lifetime)
