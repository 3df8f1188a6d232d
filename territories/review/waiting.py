"""About which of the pages that wait somebody is asked: in a few queries for all of them."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, IntegerField, QuerySet, Value
from wagtail.models import Page

from ..tree import tree
from .people import asked, read_teams


def _told(kinds: Iterable[tuple[int, int]]) -> dict[int, tuple[int | None, int | None]]:
    """By page, its territory and who changed it last; from pairs of (page id, content type id).

    One query a type of page.
    """
    by_type = defaultdict(list)
    for page, content_type in kinds:
        by_type[content_type].append(page)
    found: dict[int, tuple[int | None, int | None]] = {}
    for content_type, ids in by_type.items():
        model = ContentType.objects.get_for_id(content_type).model_class() or Page
        territory = (
            F("territory_id") if hasattr(model, "territory") else Value(None, IntegerField())
        )
        rows = model.objects.filter(pk__in=ids).order_by()
        for page, owner, changed_by in rows.values_list("pk", territory, "latest_revision__user"):
            found[page] = (owner, changed_by)
    return found


def asked_about(user, waiting: QuerySet, level: str) -> list[int]:
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
    told = _told((page, kind) for _, page, kind, _ in rows)
    teams = read_teams()
    found = []
    for pk, page, _, author in rows:
        owner, changed_by = told.get(page, (None, None))
        territory = tree().by_id.get(owner) or tree().region
        if user.pk in asked(territory, level, {author, changed_by} - {None}, teams):
            found.append(pk)
    return found
