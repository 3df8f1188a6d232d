"""Who points to what, from Wagtail's reference index; and what it would forget."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import BigIntegerField, QuerySet
from django.db.models.functions import Cast
from django.db.models.signals import pre_delete
from wagtail.documents import get_document_model
from wagtail.models import Page, ReferenceIndex

from offers.models import LocalOffer
from territories.models import SiteTexts

from .pages import owners

# Where editors write links that visitors see.
SOURCES = (Page, SiteTexts, LocalOffer)


def content_type(model) -> ContentType:
    """As the index knows a model."""
    return ContentType.objects.get_for_model(model, for_concrete_model=False)


def written_links(target: type) -> "QuerySet[ReferenceIndex]":
    """Links to `target` that an editor wrote in a text or a block of one of `SOURCES`.

    A field that is itself a relation has no dot in its path. `target_id`: the id as a number.
    """
    return ReferenceIndex.objects.filter(
        to_content_type=content_type(target),
        base_content_type__in=[content_type(source) for source in SOURCES],
        model_path__contains=".",
    ).annotate(target_id=Cast("to_object_id", BigIntegerField()))


def owned_links(
    links: "QuerySet[ReferenceIndex]", territories: Collection[int]
) -> list[tuple[int, type, int, int]]:
    """Owner, model and id of the source, id of the target: of links that visitors may see."""
    columns = ("base_content_type_id", "content_type_id", "object_id", "target_id")
    rows = {(base, kind, int(pk), target) for base, kind, pk, target in links.values_list(*columns)}
    found = []
    for model in SOURCES:
        base = content_type(model).pk
        mine = sorted(row[1:] for row in rows if row[0] == base)
        known = _owners(model, [row[:2] for row in mine], territories) if mine else {}
        found += [(known[pk], model, pk, target) for _, pk, target in mine if pk in known]
    return found


def _owners(
    model: type, sources: list[tuple[int, int]], territories: Collection[int]
) -> dict[int, int]:
    """Territory of each source that visitors may see."""
    if model is Page:
        return owners(sources, territories)
    ids = [pk for _, pk in sources]
    if model is SiteTexts:
        texts = SiteTexts.objects.filter(pk__in=ids, live=True, site__territory__in=territories)
        return dict(texts.values_list("pk", "site__territory"))
    offers = LocalOffer.objects.filter(pk__in=ids, territory__in=territories, is_active=True)
    return dict(offers.values_list("pk", "territory"))


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
        if model is None:  # its app is gone, and its rows with it
            present[type_id] = set()
            continue
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
    # Snippets join the index with the admin’s hooks, which commands and workers do not read.
    ReferenceIndex.register_model(SiteTexts)
    for model in (Page, get_document_model()):
        pre_delete.connect(keep_links, sender=model, dispatch_uid=f"health.keep.{model.__name__}")
