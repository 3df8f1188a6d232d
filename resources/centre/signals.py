"""The catalogue forgets what it knows when something that it lists or counts changes."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from core.generations import bump
from core.upstream import update_urls_below
from territories.models import Audience, Commune, Contact, Territory, Theme
from territories.rights.sync import sync_permissions
from territories.signals import empty_all_pages

from .catalogue.index import GENERATION
from .pages.centre import ResourceCentrePage
from .pages.folder import SheetFolderPage
from .pages.sheet import ResourcePage
from .registry import kinds, sheet_models
from .sheets.common import CONTACTS


def page_changed(sender, instance, **kwargs) -> None:
    """A sheet was published, withdrawn, renamed, moved or deleted (a moved centre takes them along)."""
    if isinstance(instance.specific_deferred, (ResourcePage, ResourceCentrePage)):
        bump(GENERATION)


def folder_moved(sender, instance, **kwargs) -> None:
    """Wagtail moves a folder as a plain page: it is given an address, which must leave no trace again.

    Before Wagtail makes redirects: this app is installed before `wagtail.contrib.redirects`.
    """
    if instance.specific_class is not SheetFolderPage:
        return
    folder = SheetFolderPage.objects.get(pk=instance.pk)
    wrong = folder.url_path
    instance.url_path = folder.set_url_path(folder.get_parent())
    folder.save(clean=False, update_fields=["url_path"])
    update_urls_below(folder, wrong, folder.url_path)


def sheet_moved(sender, instance, parent_page_before, parent_page_after, **kwargs) -> None:
    """The translations of a sheet are its territory's too: they go to its folder in their language."""
    if parent_page_before == parent_page_after or not issubclass(
        instance.specific_class, ResourcePage
    ):
        return
    for twin in instance.get_translations():
        folder = parent_page_after.get_translation_or_none(twin.locale)
        if folder is not None and not twin.is_child_of(folder):
            twin.move(folder, pos="last-child")


def sheet_saved(sender, **kwargs) -> None:
    """A sheet was saved or deleted without the editor: loader, shell, bulk action."""
    bump(GENERATION)


def listing_changed(sender, **kwargs) -> None:
    """A word, a territory, an adoption: the lists of every site may differ."""
    bump(GENERATION)
    empty_all_pages()


def contact_changed(sender, **kwargs) -> None:
    """Who answers near the visitor."""
    bump(CONTACTS)


def centre_translated(sender, source_obj, **kwargs) -> None:
    """Each team has its folder of sheets, and its rights on it, in the new language too.

    Afterwards: whoever copies a sheet with all that is above it copies its folder too.
    """
    if isinstance(source_obj, ResourceCentrePage):
        transaction.on_commit(sync_permissions)


def connect() -> None:
    copy_for_translation_done.connect(centre_translated, dispatch_uid="resources.centre_translated")
    post_page_move.connect(folder_moved, dispatch_uid="resources.folder_moved")
    post_page_move.connect(sheet_moved, dispatch_uid="resources.sheet_moved")
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(page_changed, dispatch_uid=f"resources.page_changed.{id(signal)}")
    counted = [model for kind in kinds() for model in kind.counted]
    for signal in (post_save, post_delete):
        for model in (*sheet_models(), ResourceCentrePage):
            signal.connect(sheet_saved, sender=model)
        for model in (Theme, Audience, Territory, PageViewRestriction, *counted):
            signal.connect(listing_changed, sender=model)
        signal.connect(contact_changed, sender=Contact)
    # 1,200 communes are loaded at once, before any sheet names one: only a later correction matters.
    post_save.connect(commune_saved, sender=Commune)


def commune_saved(sender, created: bool, raw: bool, **kwargs) -> None:
    """The name of a commune was corrected."""
    if not created and not raw:
        bump(GENERATION)
