"""Texts that name what a territory was called: its team reviews them, nobody rewrites them for it."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from typing import Any
from unicodedata import normalize

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from modelcluster.models import get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from resources.centre.models import SheetFolderPage
from territories.models import Territory
from territories.ownership.registry import owned_models
from territories.pages.types import our_page_models

from ..merging.pages import branches
from .sentences import Wording, text_of, written_fields


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that says an old name or an old host, with the screen where one changes it."""

    label: str
    kind: str
    url: str


def _name_without_brand(territory: Territory) -> str:
    return territory.site_name.removeprefix("ESS ")


def _plain(text: str) -> str:
    return normalize("NFC", unescape(text).replace("'", "’").casefold())


class Names:
    """What was before, to be looked for in any text without being fooled by what is now."""

    def __init__(self, before: Territory, after: Territory, hosts: tuple[str, str]):
        pairs = [(before.name, after.name), (before.site_name, after.site_name)]
        pairs += [(_name_without_brand(before), _name_without_brand(after)), hosts]
        self.new = {_plain(new) for _, new in pairs}
        self.old = {_plain(old) for old, _ in pairs} - self.new

    def appear_in(self, text: str) -> bool:
        """Whether a text names what was."""
        text = _plain(text)
        for old in self.old:
            # « Pays de Dol » is still in « Pays de Dol et de la baie ».
            rest = text
            for new in self.new:
                rest = rest.replace(new, "") if old in new else rest
            if old in rest:
                return True
        return False


def _pages(territories: list[Territory]) -> Iterator[Page]:
    """Pages of the sites of some territories, and the sheets that they sign."""
    roots = Page.objects.filter(sites_rooted_here__territory__in=territories)
    homes = Page.objects.filter(translation_key__in=roots.values("translation_key"))
    folders = SheetFolderPage.objects.filter(territory__in=territories)
    inside = branches([*homes, *folders]).order_by()
    present = set(inside.values_list("content_type", flat=True).distinct())
    for model in our_page_models():
        # Folders of sheets are called after their territory, by the synchronisation.
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False).pk
        if model is not SheetFolderPage and kind in present:
            yield from model.objects.filter(territory__in=territories).order_by("path")


def _rows(territories: list[Territory]) -> Iterator[Model]:
    for owned in owned_models():
        if owned.names_territory:
            yield from owned.rows(*territories)


def _drafts(instances: list[Any]) -> dict[int | None, dict]:
    """What is written and not published yet, by the id of its revision."""
    keys = [
        instance.latest_revision_id
        for instance in instances
        if getattr(instance, "has_unpublished_changes", False) and instance.latest_revision_id
    ]
    return {row.pk: row.content for row in Revision.objects.filter(pk__in=keys)}


def _below(instances: list[Model]) -> dict[tuple[type, int], str]:
    """Texts of the rows that belong to pages: the fields of a form."""
    found: dict[tuple[type, int], str] = defaultdict(str)
    by_model: dict[type, list[int]] = defaultdict(list)
    for instance in instances:
        by_model[type(instance)].append(instance.pk)
    for model, keys in by_model.items():
        for relation in get_all_child_relations(model):
            fields = written_fields(relation.related_model)
            parent = relation.field.attname
            if fields and relation.related_model._meta.app_label != "wagtailcore":
                rows = relation.related_model.objects.filter(**{f"{parent}__in": keys})
                for row in rows:
                    text = " ".join(text_of(row, field) for field in fields)
                    found[model, getattr(row, parent)] += f" {text}"
    return found


def _words_after_renaming(model: type, texts: dict[str, str], wording: Wording | None) -> str:
    """All the words of an object once its first texts have followed, as one reads them."""
    parts = []
    for field in written_fields(model):
        text = texts.get(field.name) or ""
        if wording:
            text = wording.apply(field.name, text)
        if isinstance(field, StreamField) and text:
            text = json.dumps(json.loads(text), ensure_ascii=False)
        parts.append(text)
    return "\n".join(parts)


def mentions(names: Names, territory: Territory, words: dict) -> list[Mention]:
    """What names the old name once the first texts have followed, drafts included.

    :param words: the `Wording` that follows, by (class, pk) of the object.
    """
    territories = [territory, *territory.descendants()]
    instances = list(chain(_pages(territories), _rows(territories)))
    drafts, below, finder = _drafts(instances), _below(instances), AdminURLFinder()
    found = []
    for instance in instances:
        model: type[Model] = type(instance)
        key = (model, instance.pk)
        versions = [{f.name: text_of(instance, f) for f in written_fields(model)}]
        versions.append(drafts.get(getattr(instance, "latest_revision_id", None), {}))
        told = [_words_after_renaming(model, version, words.get(key)) for version in versions]
        if names.appear_in("\n".join([*told, below.get(key, "")])):
            kind = str(instance._meta.verbose_name)
            found.append(Mention(str(instance), kind, finder.get_edit_url(instance) or ""))
    return found
