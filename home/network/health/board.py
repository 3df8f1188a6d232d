"""The board: a line per site, a figure per indicator."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from territories.models import Territory
from territories.tree import tree

from .indicators import INDICATORS
from .pages import last_publications

# Beyond this, a site seems asleep to those who visit it.
QUIET = timedelta(days=90)


@dataclass(slots=True)
class Line:
    """What one site has to look at. `figures`: by slug of indicator."""

    territory: Territory
    last: datetime | None
    figures: dict[str, int]

    @property
    def last_day(self) -> date | None:
        """The day of the last publication, in France."""
        return self.last and timezone.localdate(self.last)

    @property
    def is_quiet(self) -> bool:
        """Nothing was published for a long time."""
        return self.last is None or timezone.now() - self.last > QUIET

    @property
    def is_well(self) -> bool:
        """Nothing is to be done."""
        return not self.is_quiet and not any(self.figures.values())


def board(territories: Collection[int]) -> list[Line]:
    """Lines of the sites of `territories`, in the order of the tree.

    A fixed number of queries, whatever the number of sites and of pages.
    """
    last = last_publications(territories)
    counts = {
        indicator.slug: Counter(fault.territory_id for fault in indicator.find(territories))
        for indicator in INDICATORS
    }
    return [
        Line(
            territory,
            last.get(territory.pk),
            {slug: count[territory.pk] for slug, count in counts.items()},
        )
        for territory in tree().by_id.values()
        if territory.pk in territories and territory.site_id
    ]
