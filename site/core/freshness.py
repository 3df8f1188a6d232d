"""What makes an answer outdated, beside the changes of its own site (decisions 0068 and 0070).

Time: a banner comes or goes, whatever anybody changes. Other sites: a list reaches beyond its own.
"""

from datetime import datetime

from .generations import WHOLE_PAGES, Generation
from .renewals import Family, declare

# The apps above say which hosts a change shows on: they know the sites.
HOST_PAGES: Family = declare(WHOLE_PAGES, "the whole pages kept for a host", kind=Family)


def changes_at(request, moment: datetime | None) -> None:
    """Say that what answers this request will be outdated at `moment`; the earliest counts."""
    if moment is not None:
        request._changes_at = min(moment.timestamp(), getattr(request, "_changes_at", float("inf")))


def made_at(request, now: float, lifetime: float) -> float:
    """The date to note on an answer made now, so that `lifetime` seconds later it is outdated in time."""
    return min(now, getattr(request, "_changes_at", float("inf")) - lifetime)


def follow(request, *generations: Generation) -> None:
    """Say that what answers this request changes with these generations too. Call it before reading."""
    followed = request.__dict__.setdefault("_follows", {})
    for generation in generations:
        followed.setdefault(generation.name, generation.number)


def followed(request) -> tuple[tuple[str, int], ...]:
    """The generations an answer follows, with the number of each before it was made."""
    return tuple(getattr(request, "_follows", {}).items())
