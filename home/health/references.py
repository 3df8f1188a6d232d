"""Who points to what, from Wagtail's reference index; and what it would forget."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from territories.models import SiteTexts


def content_type(model) -> ContentType:
    """As the index knows a model."""
    return ContentType.objects.get_for_model(model, for_concrete_model=False)


def written_links(target: type, sources: Iterable[type]) -> "QuerySet[ReferenceIndex]":
    """Links to `target` that an editor wrote in a text or a block of one of `sources`.

    A field that is itself a relation has no dot in its path. `target_id`: the id as a number.
    """
    return ReferenceIndex.objects.filter(
        to_content_type=content_type(target),
        base_content_type__in=[content_type(source) for source in sources],
        model_path__contains=".",
    ).annotate(target_id=Cast("to_object_id", BigIntegerField()))


def keep_links(instance, **kwargs) -> None:
    """Signal handler: when a page or a document goes, the links written to it stay known.

    Wagtail forgets them with their target, although the text still holds them. They are forgotten
    when the text is saved without them, as all others are.
    """
    kept = list(
        ReferenceIndex.get_references_to(instance).filter(model_path__contains=".").distinct()
    )
    if kept:
        transaction.on_commit(lambda: _restore(kept))


def _restore(references: list[ReferenceIndex]) -> None:
    present: dict[int, set[str]] = {}
    for reference in references:
        present.setdefault(reference.base_content_type_id, set()).add(reference.object_id)
    for type_id, ids in present.items():
        model = ContentType.objects.get_for_id(type_id).model_class()
        rows = model._base_manager.filter(pk__in=ids).values_list("pk", flat=True)
        present[type_id] = set(map(str, rows))
    ReferenceIndex.objects.bulk_create(
        [
            ReferenceIndex(
                **{f.attname: getattr(r, f.attname) for f in r._meta.fields if not f.primary_key}
            )
            for r in references
            if r.object_id in present[r.base_content_type_id]
        ],
        ignore_conflicts=True,
    )


def connect() -> None:
    # Wagtail indexes pages, snippets and settings of its own; menus are written too.
    ReferenceIndex.register_model(SiteTexts)
    for model in (Page, get_document_model()):
        pre_delete.connect(keep_links, sender=model, dispatch_uid=f"health.keep.{model.__name__}")
