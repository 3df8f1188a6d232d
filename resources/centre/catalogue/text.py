"""The one place where the catalogue asks the search engine."""

from wagtail.models import Page

from core.search.matching import match

from ..registry import sheet_models


def found_ids(words: str) -> list[int]:
    """Ids of the sheets that a text finds, the most relevant first.

    Facets, and what may be listed at all, are applied afterwards on the bits of the index: the engine
    has one simple question to answer, once.
    """
    sheets = Page.objects.order_by().type(sheet_models())
    return list(match(sheets, words).values_list("pk", flat=True))
