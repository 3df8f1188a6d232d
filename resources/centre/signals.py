"""What follows the move of a sheet or of a folder, and the translation of the centre."""

from django.db import transaction
from wagtail.signals import copy_for_translation_done, post_page_move

from core.upstream import update_urls_below
from territories.rights.sync import sync_permissions

from .pages.centre import ResourceCentrePage
from .pages.folder import SheetFolderPage
from .pages.sheet import ResourcePage


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
