"""Texts made from a territory's name when its site was opened: which follow a renaming, and how."""

import json
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db.models import CharField, Field, Model, SlugField, TextField
from django.utils.functional import cached_property
from django.utils.html import escape
from wagtail.fields import StreamField
from wagtail.models import Page

from territories.models import SiteTexts, Territory

from ..standard_texts import named_sentences

LEGAL = "mentions-legales"


def _in_stream(words: str) -> str:
    return json.dumps(escape(words))[1:-1]


WRITINGS: tuple[Callable[[str], str], ...] = (str, escape, _in_stream)


@dataclass(frozen=True)
class Wording:
    """Words to be replaced, wherever they stand: `pairs` (old, new); `title` a whole title."""

    title: tuple[str, str]
    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def _written(self) -> list[tuple[str, str]]:
        """The pairs as they stand in plain text, in rich text and in the JSON of a stream."""
        found = {}
        for old, new in self.pairs:
            for write in WRITINGS:
                found[write(old)] = write(new)
        return list(found.items())

    def apply(self, name: str, text: str) -> str:
        """The text of the field `name`, with the new words."""
        if name == "title" and text == self.title[0]:
            return self.title[1]
        for old, new in self._written:
            text = text.replace(old, new)
        return text


@dataclass(slots=True)
class Rewriting:
    """A page or texts of which some words follow: `lines` say the field, the old words and the new."""

    instance: Model
    wording: Wording
    lines: list[tuple[str, str, str]] = field(default_factory=list)


def wordings(before: Territory, after: Territory) -> tuple[Wording, Wording]:
    """Words of the territory's own texts, then of the texts of those below it."""
    title = (before.site_name, after.site_name)
    old, new = named_sentences(before), named_sentences(after)
    pairs = tuple((old[key], new[key]) for key in old if old[key] != new[key])
    below: tuple[tuple[str, str], ...] = ()
    if before.site_name != after.site_name:
        # « L’équipe du pays de Vitré, avec ESS 35 et le collectif ESS Bretagne. »
        below = ((f", avec {before.site_name} et ", f", avec {after.site_name} et "),)
    return Wording(title, pairs), Wording(("", ""), below)


def _holders(territory: Territory) -> Iterator[tuple[Model, bool]]:
    """Pages and texts that were written from the name; True for those of a territory below."""
    home = territory.site.root_page
    for page in home.get_translations(inclusive=True).specific():
        yield page, False
    for page in Page.objects.child_of(home).filter(slug=LEGAL).specific():
        yield page, False
    sites = [territory.site_id, *(t.site_id for t in territory.descendants() if t.site_id)]
    texts = SiteTexts.objects.filter(site__in=sites).select_related("site", "locale")
    for row in texts.order_by("site__territory__sort_order", "pk"):
        yield row, row.site_id != territory.site_id


@cache
def written_fields(model: type[Model]) -> list[Field]:
    """Fields of a model in which somebody writes words."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, (CharField, TextField, StreamField))
        and not isinstance(field, SlugField)
        and field.editable
        and not field.choices
    ]


def text_of(instance: Model, field: Field) -> str:
    """The text of a field, a stream as its JSON."""
    if isinstance(field, StreamField):
        return field.value_to_string(instance)
    return getattr(instance, field.name) or ""


def replace(instance: Model, wording: Wording) -> list[tuple[str, str, str]]:
    """Replace the words of an object, in memory: label of each field that changes, old words, new words."""
    lines = []
    for column in written_fields(type(instance)):
        text = text_of(instance, column)
        changed = wording.apply(column.name, text)
        if changed == text:
            continue
        setattr(instance, column.name, changed)
        label = str(column.verbose_name).lower()
        pairs = [pair for pair in wording.pairs if any(w(pair[0]) in text for w in WRITINGS)]
        lines += [(label, *pair) for pair in pairs or [wording.title]]
    return lines


def _draft_of(instance: Any) -> Any:
    """What is written and not published yet."""
    if instance.live and not instance.has_unpublished_changes:
        return None
    return instance.get_latest_revision_as_object() if instance.latest_revision_id else None


def find_rewritings(before: Territory, after: Territory) -> list[Rewriting]:
    """What follows the renaming, read from the objects as they are, online or not."""
    own, below = wordings(before, after)
    found = []
    for instance, is_below in _holders(before):
        item = Rewriting(instance, below if is_below else own)
        # A copy: what is read here is only shown.
        item.lines = replace(copy(instance), item.wording)
        if draft := _draft_of(instance):
            item.lines += [line for line in replace(draft, item.wording) if line not in item.lines]
        if item.lines:
            found.append(item)
    return found


def apply_rewriting(item: Rewriting, by) -> None:
    """Write the new words, in the history too. What is online changes online, a draft stays one."""
    instance: Any = item.instance
    draft = _draft_of(instance)
    changed = replace(instance, item.wording)
    if draft is None:
        revision = instance.save_revision(user=by, log_action=True, clean=False)
        revision.publish(user=by)
        return
    if changed:
        # A page's own save would check its address again, which does not change.
        instance.save(clean=False) if isinstance(instance, Page) else instance.save()
    replace(draft, item.wording)
    draft.save_revision(user=by, log_action=True, clean=False)
