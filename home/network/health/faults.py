"""What an indicator is, and what it finds."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.db.models import Model


@dataclass(slots=True)
class Fault:
    """One thing to look at again, on the site of one territory.

    :param territory_id: whose site shows it, hence who mends it.
    :param model: with `pk`, the object to open.
    :param detail: what is wrong, in words.
    :param route: name of an admin address that takes `pk`, when it is not the object's own form.
    """

    territory_id: int
    model: type[Model]
    pk: int
    detail: str
    route: str = ""
    # Filled for the lines of a list only: see `views.FaultsView`.
    title: str = field(default="", compare=False)
    kind: str = field(default="", compare=False)
    url: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A column of the board, and the list that its figures lead to.

    :param find: faults of the territories whose ids are given, in a fixed number of queries.
    """

    slug: str
    label: str
    title: str
    help: str
    none: str
    one: str
    many: str
    find: Callable[[Collection[int]], list[Fault]]

    def words(self, number: int) -> str:
        """The figure as it is read: « aucune page », « 1 page », « 3 pages »."""
        if not number:
            return self.none
        return self.one if number == 1 else self.many.format(number)
