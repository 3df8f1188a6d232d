"""From filters to a page of rows: selection, exact counts, groups of nearness."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from territories.models import Territory

from .bits import mask_of
from .filters import Filters
from .index import Index
from .text import found_ids

PER_PAGE = 8


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one nearness on this page, out of `total`."""

    code: str
    total: int
    positions: list[int]


@dataclass
class Listing:
    """What the filters select for a territory's site."""

    index: Index
    filters: Filters
    territory: Territory | None
    # Positions of what the words find, the most relevant first; None without words.
    found: list[int] | None = field(init=False, default=None)

    def __post_init__(self):
        if self.filters.q:
            self.found = self.index.positions(found_ids(self.filters.q))
        self._found = self.index.everything if self.found is None else mask_of(self.found)
        self._here = self.index.within(self.here) if self.here else self.index.everything
        self._chosen = {
            name: self._union(name, codes) for name, codes in self.filters.chosen.items()
        }
        self.selected = self.select()

    @property
    def here(self) -> Territory | None:
        """The territory of the site, where « here » means less than everything: not on the region's."""
        return self.territory if self.territory and self.territory.scale != "region" else None

    def _union(self, facet: str, codes: tuple[str, ...]) -> int:
        mask = 0
        for code in codes:
            mask |= self.index.masks[facet].get(code, 0)
        return mask

    def select(
        self, leave_out: str = "", scope: str | None = None, chosen: dict[str, int] | None = None
    ) -> int:
        """Rows of the chosen values of every facet but `leave_out` (which may be `q` or `ou`)."""
        mask = self.index.everything if leave_out == "q" else self._found
        if (scope or self.filters.ou) == "ici" and leave_out != "ou":
            mask &= self._here
        for name, bits in (self._chosen if chosen is None else chosen).items():
            if name != leave_out:
                mask &= bits
        return mask

    def counts(self) -> dict[str, dict[str, int]]:
        """Exact count of each facet value, as if its own facet had nothing chosen."""
        counts = {}
        for name in self.index.labels:
            base = self.select(leave_out=name) if name in self._chosen else self.selected
            masks = self.index.masks[name]
            counts[name] = {
                code: (base & masks[code]).bit_count() if code in masks else 0
                for code in self.index.labels[name]
            }
        return counts

    def scope_counts(self) -> dict[str, int]:
        return {scope: self.select(scope=scope).bit_count() for scope in ("ici", "partout")}

    def count_without(self, facet: str, code: str = "") -> int:
        """How many rows there would be with one filter removed."""
        if facet in ("q", "ou"):
            return self.select(leave_out=facet).bit_count()
        kept = tuple(value for value in self.filters.values(facet) if value != code)
        chosen = {name: bits for name, bits in self._chosen.items() if name != facet}
        if kept:
            chosen[facet] = self._union(facet, kept)
        return self.select(chosen=chosen).bit_count()

    def count_with_only(self, facet: str, code: str = "") -> int:
        """How many rows there would be with this one filter and no other."""
        mask = self._found if facet == "q" else self._union(facet, (code,))
        return mask.bit_count()

    def _nearness(self) -> list[tuple[str, int]]:
        """Masks of the groups, the nearest first; a single nameless one where nearness means nothing."""
        if not self.here or self.filters.tri != "proche":
            return [("", self.selected)]
        here = self.selected & self._here
        near = 0
        parent = next(iter(self.here.ancestors()), None)
        if parent is not None and parent.scale == "groupement":
            near = self.selected & self.index.within(parent) & ~here
        groups = [("ici", here), ("voisins", near), ("ailleurs", self.selected & ~here & ~near)]
        return [group for group in groups if group[1]]

    def _in_order(self, mask: int) -> list[int]:
        if self.found is None or self.filters.tri != "proche":
            return self.index.ordered(mask, self.filters.tri)
        bits = bin(mask)[:1:-1]
        return [n for n in self.found if n < len(bits) and bits[n] == "1"]

    def page(self) -> tuple[Page, list[Group]]:
        """The page asked for (the last one when it is too far) and its groups."""
        groups = [(code, self._in_order(mask)) for code, mask in self._nearness()]
        everything = [n for _code, positions in groups for n in positions]
        page = Paginator(everything, PER_PAGE).get_page(self.filters.page)
        start, end = (page.number - 1) * PER_PAGE, page.number * PER_PAGE
        shown, at = [], 0
        for code, positions in groups:
            part = positions[max(0, start - at) : max(0, end - at)]
            at += len(positions)
            if part:
                shown.append(Group(code, len(positions), part))
        return page, shown
