"""House rule: where editors choose among blocks, each one is drawn, explained and shown."""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.blocks import Block, StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from core.own_apps import own_app_labels


def offered_blocks(
    models: Iterable[type[Page]] | None = None,
) -> Iterator[tuple[StreamField, Block]]:
    """Blocks among which the editor of a page of ours chooses, each once per class of block.

    A stream with one kind of block opens no picker: nothing has to be told apart there.
    """
    seen = set()
    labels = own_app_labels()
    for model in models or apps.get_models():
        if models is None and not (issubclass(model, Page) and model._meta.app_label in labels):
            continue
        for field in model._meta.get_fields():
            stream = field.stream_block if isinstance(field, StreamField) else None
            if not isinstance(stream, StreamBlock) or len(stream.child_blocks) < 2:
                continue
            for block in stream.child_blocks.values():
                if (key := (type(stream), block.name)) not in seen:
                    seen.add(key)
                    yield field, block


def _template_error(block: Block) -> str:
    name = getattr(block.meta, "template", None)
    if not name:
        return "n’a pas de gabarit"
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return f"nomme un gabarit qui n’existe pas ({name})"
    return ""


def faults(block: Block) -> list[str]:
    """What a block lacks, in French words that follow its name; an empty list when all is there."""
    meta = block.meta
    found = [_template_error(block)] if _template_error(block) else []
    if not meta.label:
        found.append("n’a pas de libellé")
    if meta.icon == "placeholder":
        found.append("n’a pas d’icône")
    if not getattr(meta, "group", ""):
        found.append("n’a pas de groupe")
    if not getattr(meta, "description", ""):
        found.append("n’a pas de description")
    if not hasattr(meta, "preview_value") or not block.is_previewable:
        found.append("n’a pas d’aperçu (preview_value)")
    return found


@register()
def check_blocks(app_configs=None, **kwargs) -> list[CheckMessage]:
    """core.E020: a block offered to editors lacks its template, words, icon or preview."""
    return [
        Error(
            f"Le bloc « {block.name} » ({type(block).__name__}) {fault}.",
            hint="Complétez sa classe Meta : template, label, icon, group, description, preview_value.",
            obj=field,
            id="core.E020",
        )
        for field, block in offered_blocks()
        for fault in faults(block)
    ]
