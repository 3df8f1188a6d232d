"""The tree of territories, read once per process."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from core.generations import Remembered
from core.renewals import by_hand, declare, saved

if TYPE_CHECKING:
    from .models import Territory

TERRITORIES = declare(
    "territories",
    "the tree of territories with their sites, homes, former hosts and languages",
    saved(
        "territories.Territory",
        "territories.FormerHost",
        "wagtailcore.Site",
        "wagtailcore.Locale",
        "wagtailcore.PageViewRestriction",
    ),
    by_hand(
        "territories.rights.signals",
        "rights follow a territory in the very signal that says it is saved",
    ),
    by_hand("territories.rights.sync", "groups and collections are given to territories"),
)


class Tree:
    """All territories by id, code and site, and who is below whom."""

    def __init__(self, territories: list[Territory]):
        # None is nobody's id: whoever has no territory finds none.
        self.by_id: dict[int | None, Territory] = {t.pk: t for t in territories}
        self.by_code = {t.code: t for t in territories}
        self.by_site = {t.site_id: t for t in territories if t.site_id}
        self._children: dict[int | None, list[Territory]] = defaultdict(list)
        for territory in territories:
            self._children[territory.parent_id].append(territory)

    @property
    def region(self) -> Territory | None:
        """The root of the tree, None while the database is empty."""
        return next((t for t in self._children[None] if t.scale == "region"), None)

    def children(self, pk: int | None) -> list[Territory]:
        """Active territories directly below, in order."""
        return [t for t in self._children.get(pk, []) if t.is_active]

    def ancestors(self, pk: int) -> list[Territory]:
        """From the parent of `pk` up to the region."""
        found: list[Territory] = []
        territory = self.by_id.get(pk)
        while territory and (territory := self.by_id.get(territory.parent_id)):
            if territory in found:
                break
            found.append(territory)
        return found

    def descendants(self, pk: int) -> list[Territory]:
        """Every territory below `pk`, depth first."""
        found: list[Territory] = []
        for child in self._children.get(pk, []):
            found += [child, *self.descendants(child.pk)]
        return found


# Computed by `territories.tree.models`, which stands above: a territory asks for those around it.
tree: Remembered[Tree] = Remembered(TERRITORIES)


def answering(territory_id: int | None) -> Territory | None:
    """The active territory that answers for `territory_id`.

    A territory that was merged hands over to its successor, one that closed to the territory above;
    without any, the region answers. None while the database is empty.
    """
    structure = tree()
    seen: set[int] = set()
    while territory_id and territory_id not in seen:
        seen.add(territory_id)
        territory = structure.by_id.get(territory_id)
        if territory is None:
            break
        if territory.is_active:
            return territory
        territory_id = territory.succeeded_by_id or territory.parent_id
    return structure.region
