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
from wagtail.signals import post_page_move

from ..generations import Remembered
from ..renewals import Renewal, declare, saved

PRIVACY = declare(
    "privacy",
    "which branches of pages are private",
    saved(PageViewRestriction),
    Renewal(words="a page moved", signals=(post_page_move,)),
)


def _depths() -> set[int]:
    return set(PageViewRestriction.objects.order_by().values_list("page__depth", flat=True))


def _branches() -> set[str]:
    return set(PageViewRestriction.objects.order_by().values_list("page__path", flat=True))


private_depths = Remembered(PRIVACY, _depths)
private_branches = Remembered(PRIVACY, _branches)


def exclude_private[T: QuerySet](pages: T) -> T:
    """Return the pages that are neither private nor under a private page.

    For `match()`, `.search()` or any listing of any page model. The depths are remembered, so that a site
    without private pages pays nothing.
    """
    restrictions = PageViewRestriction.objects.order_by()
    for depth in private_depths():
        branches = restrictions.filter(page__depth=depth).values("page__path")
        pages = pages.filter(~Q(In(Substr("path", 1, Page.steplen * depth), branches)))
    return pages


def is_private(page: Page) -> bool:
    """Whether this page is private or under a private page, without a query: for menus, page by page."""
    branches = private_branches()
    return any(page.path[: Page.steplen * depth] in branches for depth in private_depths())
