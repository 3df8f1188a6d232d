"""Texts made from a territory's name when its site was opened: which follow a renaming, and how."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import CharField, Model, TextField
from django.utils.html import escape
from wagtail.fields import StreamField
from wagtail.models import Page

from territories.models import SiteTexts, Territory

from ...standard_texts import named_sentences

LEGAL = "mentions-legales"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to be replaced, wherever they stand: `pairs` (old, new); `title` a whole title."""

    title: tuple[str, str]
    pairs: tuple[tuple[str, str], ...]

    @property
    def written(self) -> dict[str, str]:
        """The same as they stand in plain text, in rich text and in the JSON of a stream."""
        found = {}
        for old, new in self.pairs:
            found[old] = new
            found[escape(old)] = escape(new)
            found[json.dumps(escape(old))[1:-1]] = json.dumps(escape(new))[1:-1]
        return found


@dataclass(slots=True)
class Followed:
    """A page or texts of which some words follow: `lines` say the field, the old words and the new."""

    instance: Model
    wording: Wording
    lines: list[tuple[str, str, str]] = field(default_factory=list)


def wordings(before: Territory, after: Territory) -> tuple[Wording, Wording]:
    """Words of the territory's own texts, then of the texts of those below it."""
    title = (before.site_name, after.site_name)
    old, new = named_sentences(before), named_sentences(after)
    pairs = tuple((old[key], new[key]) for key in old if old[key] != new[key])
    below = ()
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


def replace(instance: Model, wording: Wording) -> list[tuple[str, str, str]]:
    """Replace the words of an object, in memory: label of each field that changes, old words, new words."""
    lines = []
    for column in instance._meta.concrete_fields:
        label = str(column.verbose_name).lower()
        if column.name == "title" and isinstance(instance, Page):
            if instance.title == wording.title[0] != wording.title[1]:
                instance.title = wording.title[1]
                lines.append((label, *wording.title))
        elif isinstance(column, (CharField, TextField, StreamField)) and column.editable:
            stream = isinstance(column, StreamField)
            text = column.value_to_string(instance) if stream else getattr(instance, column.name)
            changed = text
            for old, new in wording.written.items():
                changed = (changed or "").replace(old, new)
            if changed != (text or ""):
                setattr(instance, column.name, changed)
                lines += [(label, old, new) for old, new in wording.pairs if _in(old, text)]
    return lines


def _in(words: str, text: str) -> bool:
    return any(w in text for w in (words, escape(words), json.dumps(escape(words))[1:-1]))


def _draft_of(instance: Model) -> Model | None:
    """What is written and not published yet."""
    if instance.live and not instance.has_unpublished_changes:
        return None
    return instance.get_latest_revision_as_object() if instance.latest_revision_id else None


def followed(before: Territory, after: Territory) -> list[Followed]:
    """What follows the renaming, read from the objects as they are, online or not."""
    own, below = wordings(before, after)
    found = []
    for instance, is_below in _holders(before):
        item = Followed(instance, below if is_below else own)
        # Copies: what is read here is shown, and read again before anything is written.
        copy = type(instance)._base_manager.get(pk=instance.pk)
        item.lines = replace(copy, item.wording)
        if draft := _draft_of(instance):
            item.lines += [line for line in replace(draft, item.wording) if line not in item.lines]
        if item.lines:
            found.append(item)
    return found


def follow(item: Followed, by) -> None:
    """Write the new words, in the history too. What is online changes online, a draft stays one."""
    instance = item.instance
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
