"""« Fiches » in the menu: straight to the folder of one's territory, or to all of one's own."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from territories.ownership.scope import scope_of

from ..pages.centre import ResourceCentrePage
from ..pages.folder import SheetFolderPage

NAME = "own_sheets"


def own_sheets(request):
    """The one folder that a person keeps, or the centre where her several folders are listed."""
    own = scope_of(request.user).writes
    if not own:
        raise PermissionDenied
    centre = ResourceCentrePage.objects.order_by("pk").first()
    if centre is None:
        messages.warning(request, "Le centre de ressources n’existe pas encore.")
        return redirect("wagtailadmin_home")
    folders = SheetFolderPage.objects.child_of(centre).filter(territory__in=own)
    ids = list(folders.values_list("pk", flat=True)[:2])
    return redirect("wagtailadmin_explore", ids[0] if len(ids) == 1 else centre.pk)


class SheetsMenuItem(MenuItem):
    """Shown to whoever writes sheets in the name of a territory."""

    def is_shown(self, request) -> bool:
        return bool(scope_of(request.user).writes)


def register() -> None:
    """Called once, by `resources/wagtail_hooks.py`."""
    hooks.register("register_admin_urls", lambda: [path("fiches/", own_sheets, name=NAME)])
    hooks.register(
        "register_admin_menu_item",
        lambda: SheetsMenuItem(
            "Fiches", reverse(NAME), name="fiches", icon_name="folder-open-inverse", order=150
        ),
    )
