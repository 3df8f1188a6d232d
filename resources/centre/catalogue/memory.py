"""The index of each locale, as this process remembers it (decision 0105).

Made whole when `CATALOGUE` is renewed (words, territories, privacy, the centre, and whoever knows no better); when only `SHEETS` is,
the rows of the sheets whose stamp has changed are read again, and the rest stays. Processes share nothing but
the database and the cache: the generations say *that* something changed, the stamps say *which* sheets did.
"""

import logging
from dataclasses import dataclass

from django.utils.translation import override
from wagtail.models import Locale

from core.templatetags.brand import french_typography
from territories.models import Audience, Theme

from ..generations import CATALOGUE, SHEETS
from ..pages.centre import ResourceCentrePage
from ..stamps import SheetStamp
from .index import Index
from .rows import load_rows

# Rows changed one by one at most; of more, an index made whole costs less.
MOST_CHANGED = 200

logger = logging.getLogger(__name__)


def _vocabulary(model: type[Theme] | type[Audience], locale_id: int) -> dict[str, str]:
    labels = model.objects.filter(locale_id=locale_id).values_list("code", "label")
    return {code: french_typography(label) for code, label in labels}


def load_index(locale_id: int) -> Index:
    """The index made whole."""
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


@dataclass(frozen=True, slots=True)
class _Remembered:
    """An index, and the generations and stamps that it was made under."""

    whole: int
    sheets: int
    stamps: dict[int, int]
    index: Index

    def changes(self, stamps: dict[int, int]) -> set[int]:
        """Ids of the sheets whose stamp is another one, or has gone with a change that was rolled back."""
        return {pk for pk, _stamp in self.stamps.items() ^ stamps.items()}


_remembered: dict[int, _Remembered] = {}


def catalogue(locale_id: int) -> Index:
    """The catalogue of a locale, as it stands."""
    whole, sheets = CATALOGUE.number, SHEETS.number
    known = _remembered.get(locale_id)
    if known and (known.whole, known.sheets) == (whole, sheets):
        return known.index
    # Before the rows: those that change meanwhile have another stamp the next time.
    stamps = SheetStamp.read()
    index = _changed(known, locale_id, stamps) if known and known.whole == whole else None
    if index is None:
        index = load_index(locale_id)
    _remembered[locale_id] = _Remembered(whole, sheets, stamps, index)
    return index


def _changed(known: _Remembered, locale_id: int, stamps: dict[int, int]) -> Index | None:
    """What is known with the rows that changed; None when there are too many."""
    changes = known.changes(stamps)
    if not changes:
        return known.index
    if len(changes) > MOST_CHANGED:
        logger.info("%s sheets have changed: the catalogue is made whole.", len(changes))
        return None
    with override(known.index.language):
        rows = {row.page_id: row for row in load_rows(locale_id, changes)}
    return known.index.changed({pk: rows.get(pk) for pk in changes})
