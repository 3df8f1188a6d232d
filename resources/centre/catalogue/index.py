"""The whole catalogue in the memory of the process: rows, and one integer of bits per facet value.

Bit n of a mask stands for row n. A selection is a few `&` and `|`, an exact count is `bit_count()`:
a thousand sheets and sixty facet values cost less than a single SQL query. A sheet that changes moves the bits of one
row (decision 0105): `catalogue` says which index a process holds, and when.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.templatetags.brand import french_typography
from territories.models import Territory
from territories.tree import tree

from ..registry import kinds
from .bits import insert_bit, remove_bit
from .facets import known_facets
from .rows import Row

# Stands for the address of the centre in remembered HTML: it differs from site to site.
CENTRE = "/@centre@/"


def order(row: Row) -> tuple[int, str, int]:
    """What rows are sorted by: the most recently verified first."""
    return -(row.reviewed_on or date.min).toordinal(), row.title, row.page_id


class Index:
    """Rows of a locale, the most recently verified first, and the bits of each facet value. Never modified."""

    def __init__(
        self,
        rows: Iterable[Row],
        vocabularies: dict[str, dict[str, str]],
        language: str = "fr",
        centre_title: str = "",
    ):
        self.rows = tuple(sorted(rows, key=order))
        self.language, self.centre_title = language, centre_title
        # Labels of every value a filter may have, by facet then code, in the order of the vocabulary.
        self.facets = known_facets()
        self.labels = {
            facet.name: {code: french_typography(str(label)) for code, label in facet.values}
            for facet in self.facets
        }
        self.labels["genre"] = {
            kind.model.kind: french_typography(str(kind.plural)) for kind in kinds()
        }
        self.labels["theme"], self.labels["public"] = vocabularies["theme"], vocabularies["public"]
        self.labels["territoire"] = {
            t.code: french_typography(territory_label(t))
            for t in tree().by_id.values()
            if t.is_active
        }
        self.by_territory: dict[int | None, int] = {}
        self.masks: dict[str, dict[str, int]] = {facet.name: {} for facet in self.facets}
        for n, row in enumerate(self.rows):
            self._file(row, 1 << n)
        self._cover()
        # Rows as they are drawn, by sheet.
        self._html: dict[int, str] = {}

    def changed(self, rows: Mapping[int, Row | None]) -> "Index":
        """Another index, where these sheets have these rows; None: the catalogue does not list it."""
        index = copy(self)
        for name in ("everything", "position", "most_taken_up"):
            index.__dict__.pop(name, None)
        index.by_territory = dict(self.by_territory)
        index.masks = {name: dict(masks) for name, masks in self.masks.items()}
        index._html = {pk: html for pk, html in self._html.items() if pk not in rows}
        listed = list(self.rows)
        for pk, row in rows.items():
            if old := self.get(pk):
                n = bisect_left(listed, order(old), key=order)
                del listed[n]
                index._shift(remove_bit, n)
            if row:
                n = bisect_left(listed, order(row), key=order)
                listed.insert(n, row)
                index._shift(insert_bit, n)
                index._file(row, 1 << n)
        index.rows = tuple(listed)
        index._cover()
        return index

    def _file(self, row: Row, bit: int) -> None:
        """Set the bit of a row in the masks of its values."""
        found = self.by_territory
        found[row.territory_id] = found.get(row.territory_id, 0) | bit
        codes = {"genre": [row.kind], "theme": row.themes, "public": row.audiences, **row.facets}
        for facet, values in codes.items():
            masks = self.masks[facet]
            for code in values:
                masks[code] = masks.get(code, 0) | bit

    def _shift(self, change: Callable[[int, int], int], n: int) -> None:
        """Make or fill the place of row n in every mask; values that no row has any more are let go."""
        every: list[dict[Any, int]] = [self.by_territory, *self.masks.values()]
        for masks in every:
            for code, mask in list(masks.items()):
                if mask := change(mask, n):
                    masks[code] = mask
                else:
                    del masks[code]

    def _cover(self) -> None:
        """Masks of the territory filter, from those of each territory."""
        self.masks["territoire"] = {t.code: self._covered(t) for t in tree().by_id.values()}

    @cached_property
    def everything(self) -> int:
        """Every row."""
        return (1 << len(self.rows)) - 1

    @cached_property
    def position(self) -> dict[int, int]:
        """Where the row of each sheet stands."""
        return {row.page_id: n for n, row in enumerate(self.rows)}

    @cached_property
    def most_taken_up(self) -> list[int]:
        """Every position, those of the most taken up first."""
        return sorted(range(len(self.rows)), key=lambda n: -self.rows[n].taken_up)

    def _covered(self, territory: Territory) -> int:
        """Sheets of a value of the territory filter: a groupement covers its pays, the region only itself."""
        if territory.scale == "region":
            return self.by_territory.get(territory.pk, 0) | self.by_territory.get(None, 0)
        return self.within(territory)

    def within(self, territory: Territory) -> int:
        """Sheets of a territory and of those below it."""
        mask = self.by_territory.get(territory.pk, 0)
        for below in territory.descendants():
            mask |= self.by_territory.get(below.pk, 0)
        return mask

    def positions(self, page_ids: Iterable[int]) -> list[int]:
        """Positions of these pages, in their order; those that the catalogue does not list are left out."""
        return [n for pk in page_ids if (n := self.position.get(pk)) is not None]

    def ordered(self, mask: int, by: str = "") -> list[int]:
        """Positions of the rows of a mask: the most recently verified first, or the most taken up."""
        bits = bin(mask)[:1:-1]
        if by == "repris":
            return [n for n in self.most_taken_up if n < len(bits) and bits[n] == "1"]
        return [n for n, bit in enumerate(bits) if bit == "1"]

    def get(self, page_id: int | None) -> Row | None:
        """The row of a page, None when the catalogue does not list it."""
        position = self.position.get(page_id) if page_id else None
        return None if position is None else self.rows[position]

    def html(self, position: int, centre_url: str) -> SafeString:
        """A row as the component `resource` draws it, drawn once as long as it does not change."""
        row = self.rows[position]
        if row.page_id not in self._html:
            context = {
                "kind": row.sign,
                "kind_label": row.kind_label,
                "title": row.title,
                "url": CENTRE + row.url_path.rstrip("/").rpartition("/")[2] + "/",
                "text": row.summary,
                "traits": [row.meta] if row.traits else [],
                "side_title": row.side_title,
                "side_lines": row.side_lines,
            }
            self._html[row.page_id] = render_to_string("components/resource.html", context).strip()
        html = self._html[row.page_id].replace(f'"{CENTRE}', f'"{centre_url}')
        return mark_safe(html)  # noqa: S308  drawn by the template, which escapes


def territory_label(territory: Territory) -> str:
    """Name in the territory filter and its chips."""
    if territory.scale == "region":
        return _("Communes à toute la Bretagne")
    return territory.site_name if territory.scale == "groupement" else territory.short_name
