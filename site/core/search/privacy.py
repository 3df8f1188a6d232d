"""Pages that nobody without a right may find.

`PageQuerySet.public()` writes one condition for each private branch: with a thousand of them, SQLite's
expression is too deep and OpenSearch's query has too many clauses (wagtail/wagtail#14108, #12770). Here there is
one condition for each *depth* at which a branch is private, a few at most, whatever their number; the
database looks the beginning of each path up in a set.
"""

from django.db.models import Q
from django.db.models.functions import Substr
from django.db.models.lookups import In
from django.db.models.query import QuerySet
from wagtail.models import Page, PageViewRestriction


def exclude_private(pages: QuerySet) -> QuerySet:
    """Return the pages that are neither private nor under a private page.

    For `match()`, `.search()` or any listing of any page model. Costs one small query at once, as `public()` does.
    """
    restrictions = PageViewRestriction.objects.order_by()
    for depth in set(restrictions.values_list("page__depth", flat=True)):
        branches = restrictions.filter(page__depth=depth).values("page__path")
        pages = pages.filter(~Q(In(Substr("path", 1, Page.steplen * depth), branches)))
    return pages
