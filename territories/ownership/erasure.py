"""When rows that hold personal data have to go: which of them are due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from django.db.models import Q, QuerySet
from django.utils import timezone


class Due(Protocol):
    """A rule that finds, among the rows of a model, those whose time is over."""

    def among(self, rows: QuerySet) -> QuerySet: ...


@dataclass(frozen=True, slots=True)
class OnDate:
    """Each row bears the date of its last day here, in `field`."""

    field: str

    def among(self, rows: QuerySet) -> QuerySet:
        return rows.filter(**{f"{self.field}__lte": timezone.localdate()})


@dataclass(frozen=True, slots=True)
class After:
    """So long after the moment in `field`. `duration` is called each time: settings may say it."""

    field: str
    duration: Callable[[], timedelta]

    def among(self, rows: QuerySet) -> QuerySet:
        return rows.filter(**{f"{self.field}__lt": timezone.now() - self.duration()})


@dataclass(frozen=True, slots=True)
class AfterDays:
    """As many days after the moment in `field` as `days` says: the path to a number that people choose."""

    field: str
    days: str

    def among(self, rows: QuerySet) -> QuerySet:
        now, due = timezone.now(), Q(pk__in=[])
        # One condition for each number: there are few of them.
        for days in rows.order_by().values_list(self.days, flat=True).distinct():
            if days is not None:
                due |= Q(**{self.days: days, f"{self.field}__lt": now - timedelta(days=days)})
        return rows.filter(due)


def months(duration: timedelta) -> str:
    """A duration in words: « 6 mois »."""
    return f"{round(duration.days / 30.5)} mois"
