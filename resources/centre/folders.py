"""The folder of each territory in the resource centre, found by its territory, made and repaired.

One per territory and per translation of the centre: the translations of a folder are the folders of
the same territory in the other centres.
"""

from uuid import uuid4

from wagtail.models import Page

from territories.models import Territory
from territories.rights.journal import Journal

from .pages.centre import ResourceCentrePage
from .pages.folder import SheetFolderPage


def folder_title(territory: Territory) -> str:
    """« Fiches — ESS pays de Vitré »."""
    return f"Fiches — {territory.site_name}"


def _found(centre: ResourceCentrePage, territory: Territory) -> SheetFolderPage | None:
    folders = SheetFolderPage.objects.child_of(centre).filter(territory=territory)
    return folders.order_by("path").first()


def _made(centre: ResourceCentrePage, territory: Territory, key) -> SheetFolderPage:
    folder = SheetFolderPage(
        title=folder_title(territory),
        slug=f"fiches-{territory.code}",
        territory=territory,
        locale_id=centre.locale_id,
        translation_key=key,
    )
    # Read again: other folders may have been added under it since.
    return ResourceCentrePage.objects.get(pk=centre.pk).add_child(instance=folder)


def _repaired(folder: SheetFolderPage, territory: Territory, journal: Journal | None) -> None:
    """The folder is called after its territory, whose name may have changed."""
    title = folder_title(territory)
    if folder.title == folder.draft_title == title:
        return
    if journal:
        journal.note(f"Dossier « {folder.title} » renommé « {title} ».")
    folder.title = folder.draft_title = title
    folder.save()


def folders_of(territory: Territory, journal: Journal | None = None) -> list[Page]:
    """The territory's folders, the source language's first; made or renamed as need be.

    None while there is no resource centre.
    """
    folders: list[SheetFolderPage] = []
    for centre in ResourceCentrePage.objects.order_by("pk"):
        folder = _found(centre, territory)
        if folder is None:
            key = folders[0].translation_key if folders else uuid4()
            folder = _made(centre, territory, key)
            if journal:
                journal.note(f"Dossier « {folder.title} » créé sous « {centre.title} ».")
        else:
            _repaired(folder, territory, journal)
        folders.append(folder)
    return folders


def folder_of(territory: Territory) -> Page:
    """The territory's folder in the source language, made when it is missing.

    :raises LookupError: the region's site, which holds the resource centre, is not made yet.
    """
    folders = folders_of(territory)
    if not folders:
        raise LookupError(
            "Le centre de ressources n’existe pas encore : faites le site de la région."
        )
    return folders[0]


def move_sheets(leaving: Territory, staying: Territory, by=None) -> None:
    """Put the sheets of a territory into another's folders, and remove the folders they leave."""
    targets = {folder.locale_id: folder.pk for folder in folders_of(staying)}
    for folder in SheetFolderPage.objects.filter(territory=leaving):
        for sheet in folder.get_children():
            # Read again: each move counts one child more.
            target = Page.objects.get(pk=targets[folder.locale_id])
            sheet.specific.move(target, pos="last-child", user=by)
        SheetFolderPage.objects.get(pk=folder.pk).delete()
