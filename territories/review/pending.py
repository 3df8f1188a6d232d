"""About which of the pages that wait somebody is asked: in a few queries for all of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from ..tree import tree
from .people import read_teams, reviewers_of, unpublished_authors


class PageFacts(NamedTuple):
    """What is known of a page without reading it: `territory` its id, then what `unpublished_authors` asks."""

    territory: int | None
    online: int | None
    published: datetime | None


def _territories(kinds: Iterable[tuple[int, int]]) -> dict[int, int | None]:
    """Territory's id by page, from pairs of (page id, content type id). One query for all types of page."""
    by_type = defaultdict(list)
    for page, content_type in kinds:
        by_type[content_type].append(page)
    models = {
        ContentType.objects.get_for_id(kind).model_class(): ids for kind, ids in by_type.items()
    }
    rows = [
        model._default_manager.filter(pk__in=ids).order_by().values_list("pk", "territory_id")
        for model, ids in models.items()
        if model and hasattr(model, "territory")
    ]
    return dict(rows[0].union(*rows[1:], all=True)) if rows else {}


def _facts(kinds: list[tuple[int, int]]) -> dict[int, PageFacts]:
    """By page, from pairs of (page id, content type id)."""
    territories = _territories(kinds)
    pages = Page.objects.filter(pk__in=[page for page, _ in kinds]).order_by()
    return {
        page: PageFacts(territories.get(page), *facts)
        for page, *facts in pages.values_list("pk", "live_revision_id", "last_published_at")
    }


def pending_for(user, waiting: QuerySet, level: str) -> list[int]:
    """Ids of those of the task states `waiting` at a level about which `user` is asked."""
    pages = waiting.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page)
    ).values_list(
        "pk",
        "workflow_state__object_id",
        "workflow_state__content_type",
        "workflow_state__requested_by",
    )
    rows = [(pk, int(page), kind, author) for pk, page, kind, author in pages]
    if not rows:
        return []
    facts = _facts([(page, kind) for _, page, kind, _ in rows])
    wrote = unpublished_authors(
        {page: (known.online, known.published) for page, known in facts.items()}
    )
    teams = read_teams()
    found = []
    for pk, page, _, author in rows:
        if page not in facts:
            continue
        territory = tree().by_id.get(facts[page].territory) or tree().region
        if user.pk in reviewers_of(territory, level, (wrote[page] | {author}) - {None}, teams):
            found.append(pk)
    return found
