"""Live pages of every type, asked for in one query."""

from collections.abc import Callable, Collection
from datetime import datetime

from django.db.models import Max, QuerySet

from territories.checks import our_page_models


def union(narrow: Callable[[QuerySet], QuerySet]) -> QuerySet:
    """What `narrow` keeps of the live pages of each type, together.

    The owner and the review dates stand in the table of each type, since there is no common page
    model (docs/architecture.md).
    """
    first, *others = (narrow(model.objects.live().order_by()) for model in our_page_models())
    return first.union(*others, all=True)


def owners(page_ids: Collection[int], territories: Collection[int]) -> dict[int, int]:
    """Territory of each live page among `page_ids` that belongs to one of `territories`."""
    if not page_ids:
        return {}
    return dict(
        union(
            lambda pages: pages.filter(pk__in=page_ids, territory__in=territories).values_list(
                "pk", "territory_id"
            )
        )
    )


def last_publications(territories: Collection[int]) -> dict[int, datetime]:
    """When each territory published for the last time a page that is still live."""
    rows = union(
        lambda pages: (
            pages.filter(territory__in=territories, last_published_at__isnull=False)
            .values("territory_id")
            .annotate(last=Max("last_published_at"))
            .values_list("territory_id", "last")
        )
    )
    found: dict[int, datetime] = {}
    for territory, last in rows:
        found[territory] = max(last, found.get(territory, last))
    return found


def latest_pages(territory_id: int, most: int) -> list[tuple[int, datetime]]:
    """Ids and dates of the pages that a territory published last."""
    rows = union(
        lambda pages: pages.filter(
            territory=territory_id, last_published_at__isnull=False
        ).values_list("pk", "last_published_at")
    )
    return list(rows.order_by("-last_published_at")[:most])
