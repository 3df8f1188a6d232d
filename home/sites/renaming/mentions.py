"""Texts that name what a territory was called: its team reviews them, nobody rewrites them for it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from unicodedata import normalize

from django.db.models import Model
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from offers.models import LocalOffer
from resources.models import SheetFolderPage
from territories.checks import our_page_models
from territories.models import Contact, SiteTexts, Territory

from ..departure.data import fields_of
from .sentences import replace


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that says an old name or an old host, with the screen where one changes it."""

    label: str
    kind: str
    url: str


def _bare(territory: Territory) -> str:
    return territory.site_name.removeprefix("ESS ")


def _plain(text: str) -> str:
    return normalize("NFC", unescape(text).replace("'", "’").casefold())


class Reader:
    """Look for what was before in any text, and not be fooled by what is now."""

    def __init__(self, before: Territory, after: Territory, hosts: tuple[str, str]):
        pairs = [(before.name, after.name), (before.site_name, after.site_name)]
        pairs += [(_bare(before), _bare(after)), hosts]
        self.new = {_plain(new) for _, new in pairs}
        self.old = {_plain(old) for old, _ in pairs} - self.new

    def names(self, instance: Model) -> bool:
        """Whether some field of the object names what was."""
        # The draft's title is in the draft, which is read too.
        fields = {name: v for name, v in fields_of(instance).items() if name != "draft_title"}
        text = _plain(json.dumps(fields, ensure_ascii=False, default=str))
        for old in self.old:
            # « Pays de Dol » is still in « Pays de Dol et de la baie ».
            rest = text
            for new in self.new:
                rest = rest.replace(new, "") if old in new else rest
            if old in rest:
                return True
        return False


def _pages(territories: list[Territory]) -> Iterator[Page]:
    for model in our_page_models():
        if model is SheetFolderPage:
            continue  # called after its territory, by the synchronisation
        yield from model.objects.filter(territory__in=territories).order_by("path")


def _rows(territories: list[Territory]) -> Iterator[Model]:
    sites = [t.site_id for t in territories if t.site_id]
    yield from SiteTexts.objects.filter(site__in=sites).select_related("site", "locale")
    yield from Contact.objects.filter(territory__in=territories)
    yield from LocalOffer.objects.filter(territory__in=territories).select_related("offer")


def _versions(instance: Model) -> list[Model]:
    """What is kept of an object: as it is, and its draft if it has one."""
    if getattr(instance, "has_unpublished_changes", False) and instance.latest_revision_id:
        return [instance, instance.get_latest_revision_as_object()]
    return [instance]


def mentions(reader: Reader, territory: Territory, words: dict) -> list[Mention]:
    """What names the old name once the first texts have followed, drafts included.

    :param words: the `Wording` that follows, by (class, pk) of the object.
    """
    territories = [territory, *territory.descendants()]
    finder = AdminURLFinder()
    found = []
    for instance in chain(_pages(territories), _rows(territories)):
        # Before its words are replaced, in memory.
        label, kind = str(instance), str(instance._meta.verbose_name)
        if _is_named(reader, _versions(instance), words):
            found.append(Mention(label, kind, finder.get_edit_url(instance) or ""))
    return found


def _is_named(reader: Reader, versions: list[Model], words: dict) -> bool:
    for version in versions:
        if wording := words.get((type(version), version.pk)):
            replace(version, wording)
        if reader.names(version):
            return True
    return False
