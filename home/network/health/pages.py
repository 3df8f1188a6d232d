"""Live pages of every type, asked for in one query."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, QuerySet
from wagtail.models import Page

from territories.models import TerritorialPage
from territories.pages.types import our_page_models


def union(
    narrow: Callable[[QuerySet], QuerySet], models: Iterable[type[Page]] | None = None
) -> QuerySet:
    """What `narrow` keeps of the live pages of each type, together.

    :param models: the types to look at, by default all of ours.

    The owner and the review dates stand in the table of each type, since there is no common page
    model (docs/architecture.md).
    """
    first, *others = (
        narrow(model.objects.live().order_by()) for model in models or our_page_models()
    )
    return first.union(*others, all=True) if others else first


def owners(sources: Iterable[tuple[int, int]], territories: Collection[int]) -> dict[int, int]:
    """Territory of each live page among `sources` that belongs to one of `territories`.

    :param sources: ids of content types and of pages, as the reference index gives them.
    """
    by_type: dict[int, set[int]] = defaultdict(set)
    for type_id, page_id in sources:
        by_type[type_id].add(page_id)
    kinds = {ContentType.objects.get_for_id(pk).model_class(): pk for pk in by_type}
    models = {kind: pk for kind, pk in kinds.items() if kind and issubclass(kind, TerritorialPage)}
    if not models:
        return {}
    return dict(
        union(
            lambda pages: pages.filter(
                pk__in=by_type[models[pages.model]], territory__in=territories
            ).values_list("pk", "territory_id"),
            models,
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
