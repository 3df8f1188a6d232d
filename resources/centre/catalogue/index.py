"""The whole catalogue in the memory of the process: rows, and one integer of bits per facet value.

Bit n of a mask stands for row n. A selection is a few `&` and `|`, an exact count is `bit_count()`:
a thousand sheets and sixty facet values cost less than a single SQL query.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Locale

from core.generations import Remembered
from core.templatetags.brand import french_typography
from territories.models import Audience, Territory, Theme
from territories.tree import tree

from ..generations import CATALOGUE
from ..pages.centre import ResourceCentrePage
from ..registry import kinds
from .facets import known_facets
from .rows import Row, load_rows

# Stands for the address of the centre in remembered HTML: it differs from site to site.
CENTRE = "/@centre@/"


class Index:
    """Rows of a locale, the most recently verified first, and the bits of each facet value."""

    def __init__(
        self,
        rows: list[Row],
        vocabularies: dict[str, dict[str, str]],
        language: str = "fr",
        centre_title: str = "",
    ):
        self.rows = tuple(rows)
        self.language, self.centre_title = language, centre_title
        self.everything = (1 << len(self.rows)) - 1
        self.position = {row.page_id: n for n, row in enumerate(self.rows)}
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
        self.by_territory: dict[int | None, int] = defaultdict(int)
        self.masks: dict[str, dict[str, int]] = {
            facet.name: defaultdict(int) for facet in self.facets
        }
        for n, row in enumerate(self.rows):
            self._file(row, 1 << n)
        for territory in tree().by_id.values():
            self.masks["territoire"][territory.code] = self._covered(territory)
        self._most_taken_up = sorted(range(len(self.rows)), key=lambda n: -self.rows[n].taken_up)
        self._html: dict[int, str] = {}

    def _file(self, row: Row, bit: int) -> None:
        self.by_territory[row.territory_id] |= bit
        codes = {"genre": [row.kind], "theme": row.themes, "public": row.audiences, **row.facets}
        for facet, values in codes.items():
            for code in values:
                self.masks[facet][code] |= bit

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
            return [n for n in self._most_taken_up if n < len(bits) and bits[n] == "1"]
        return [n for n, bit in enumerate(bits) if bit == "1"]

    def get(self, page_id: int | None) -> Row | None:
        """The row of a page, None when the catalogue does not list it."""
        position = self.position.get(page_id) if page_id else None
        return None if position is None else self.rows[position]

    def html(self, position: int, centre_url: str) -> SafeString:
        """A row as the component `resource` draws it, drawn once per generation."""
        if position not in self._html:
            row = self.rows[position]
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
            self._html[position] = render_to_string("components/resource.html", context).strip()
        html = self._html[position].replace(f'"{CENTRE}', f'"{centre_url}')
        return mark_safe(html)  # noqa: S308  drawn by the template, which escapes


def mask_of(positions: list[int]) -> int:
    """The bits of these positions."""
    if not positions:
        return 0
    octets = bytearray(max(positions) // 8 + 1)
    for n in positions:
        octets[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(octets, "little")


def territory_label(territory: Territory) -> str:
    """Name in the territory filter and its chips."""
    if territory.scale == "region":
        return _("Communes à toute la Bretagne")
    return territory.site_name if territory.scale == "groupement" else territory.short_name


def _vocabulary(model, locale_id: int) -> dict[str, str]:
    labels = model.objects.filter(locale_id=locale_id).values_list("code", "label")
    return {code: french_typography(label) for code, label in labels}


def _load(locale_id: int) -> Index:
    language = Locale.objects.values_list("language_code", flat=True).get(pk=locale_id)
    # Whoever comes first, the index is in the language of its sheets.
    with override(language):
        vocabularies = {
            "theme": _vocabulary(Theme, locale_id),
            "public": _vocabulary(Audience, locale_id),
        }
        centre = ResourceCentrePage.objects.filter(locale_id=locale_id)
        title = centre.values_list("title", flat=True).first() or ""
        return Index(load_rows(locale_id), vocabularies, language, title)


catalogue = Remembered(CATALOGUE, _load)
