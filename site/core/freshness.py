"""What makes an answer outdated, beside the changes of its own site (decisions 0068 and 0070).

Time: a banner comes or goes, whatever anybody changes. Other sites: a list reaches beyond its own.
"""

from datetime import datetime

from .generations import generation


def changes_at(request, moment: datetime | None) -> None:
    """Say that what answers this request will be outdated at `moment`; the earliest counts."""
    if moment is not None:
        request._changes_at = min(moment.timestamp(), getattr(request, "_changes_at", float("inf")))


def made_at(request, now: float, lifetime: float) -> float:
    """The date to note on an answer made now, so that `lifetime` seconds later it is outdated in time."""
    return min(now, getattr(request, "_changes_at", float("inf")) - lifetime)


def follow(request, *names: str) -> None:
    """Say that what answers this request changes with these generations too. Call it before reading."""
    followed = request.__dict__.setdefault("_follows", {})
    for name in names:
        followed.setdefault(name, generation(name))


def followed(request) -> tuple[tuple[str, int], ...]:
    """The generations an answer follows, with the number of each before it was made."""
    return tuple(getattr(request, "_follows", {}).items())
