"""Pages by the thousand: rows written in bulk, as they would stand after years of publication."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from core.models import User

REVISIONS = 3


def insert(pages: list[Page]) -> None:
    """Write pages of any types: `bulk_create` refuses models that inherit a table.

    Each has its parent in `under`. They stand after their siblings, in the order given.
    """
    _place(pages)
    fields = [f for f in Page._meta.concrete_fields if not f.primary_key]
    bases = Page.objects.bulk_create(
        [Page(**{f.attname: getattr(page, f.attname) for f in fields}) for page in pages],
        batch_size=200,
    )
    by_model: dict[type[Page], list[Page]] = defaultdict(list)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
        by_model[type(page)].append(page)
    for model, mine in by_model.items():
        own = model._meta.local_concrete_fields
        size = connection.ops.bulk_batch_size(own, mine)
        for start in range(0, len(mine), size):
            model._base_manager._insert(mine[start : start + size], fields=own, using="default")
    parents = Page.objects.filter(pk__in={page.under.pk for page in pages})
    for parent in parents:
        parent.numchild = Page.objects.child_of(parent).count()
    Page.objects.bulk_update(parents, ["numchild"])


def _place(pages: list[Page]) -> None:
    """Give each page its path, its address and what `save()` would have filled."""
    last: dict[int, int] = {}
    for page in pages:
        parent = page.under
        if parent.pk not in last:
            sibling = Page.objects.child_of(parent).order_by("path").last()
            last[parent.pk] = sibling._get_lastpos_in_path() if sibling else 0
        last[parent.pk] += 1
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, last[parent.pk])
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title = page.title
        page.content_type = ContentType.objects.get_for_model(type(page))


def add_history(pages: list[Page], authors: dict[int, list[User]]) -> None:
    """Revisions and log entries of each page, by people of its territory."""
    page_type = ContentType.objects.get_for_model(Page)
    revisions, entries = [], []
    for n, page in enumerate(pages):
        people = authors[page.territory_id]
        content = page.serializable_data()
        for back in range(REVISIONS):
            when = page.latest_revision_created_at - timedelta(hours=back)
            user = people[(n + back) % len(people)]
            revisions.append(
                Revision(
                    content_type=page.content_type,
                    base_content_type=page_type,
                    object_id=str(page.pk),
                    created_at=when,
                    user=user,
                    object_str=page.title,
                    content=content,
                )
            )
            for action in ("wagtail.edit", "wagtail.publish")[: 2 if page.live else 1]:
                entries.append(
                    PageLogEntry(
                        page_id=page.pk,
                        content_type=page.content_type,
                        label=page.title,
                        action=action,
                        timestamp=when,
                        user=user,
                        content_changed=True,
                    )
                )
    Revision.objects.bulk_create(revisions, batch_size=200)
    PageLogEntry.objects.bulk_create(entries, batch_size=200)
    own = Revision.objects.filter(
        base_content_type=page_type, object_id=Cast(OuterRef("pk"), CharField())
    )
    newest = Subquery(own.order_by("-created_at").values("pk")[:1])
    mine = Page.objects.filter(pk__in=[page.pk for page in pages])
    mine.update(latest_revision=newest)
    mine.filter(live=True).update(live_revision=newest)


def add_references(pages: Iterable[Page]) -> None:
    """What Wagtail's reference index would hold."""
    page_type = ContentType.objects.get_for_model(Page)
    rows = []
    for page in pages:
        for to_type, to_id, model_path, content_path in set(
            ReferenceIndex._extract_references_from_object(page)
        ):
            rows.append(
                ReferenceIndex(
                    content_type=page.content_type,
                    base_content_type=page_type,
                    object_id=str(page.pk),
                    to_content_type_id=to_type,
                    to_object_id=to_id,
                    model_path=model_path,
                    content_path=content_path,
                    content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
                )
            )
    ReferenceIndex.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)


def total() -> int:
    """Pages of all sites, the root of the tree apart."""
    return Page.objects.filter(depth__gt=1).count()


def days_ago(days: float):
    return timezone.now() - timedelta(days=days)
