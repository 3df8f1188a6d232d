"""Pages that nobody without a right may find.

`PageQuerySet.public()` writes one condition for each private branch: with a thousand of them, SQLite's
expression is too deep and OpenSearch's query has too many clauses (wagtail/wagtail#14108, #12770). Here
the database looks each page's ancestors up, by the index on paths: one condition, whatever their number.
"""

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Substr
from django.db.models.query import QuerySet
from wagtail.models import Page, PageViewRestriction

# Deeper pages are compared with their first ancestors all the same: a site is never that deep.
MAX_DEPTH = 16


def exclude_private(pages: QuerySet) -> QuerySet:
    """Return the pages that are neither private nor under a private page. For `match()`, any listing, any model."""
    ancestors = [
        Substr(OuterRef("path"), Value(1), Value(Page.steplen * depth))
        for depth in range(1, MAX_DEPTH + 1)
    ]
    restricted = PageViewRestriction.objects.filter(page__path__in=ancestors)
    return pages.filter(~Exists(restricted))
