"""The dashboard's panel of whoever writes sheets and publishes no site: where to begin."""

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from territories.ownership.scope import scope_of

from ..pages.centre import ResourceCentrePage
from ..pages.folder import SheetFolderPage
from ..registry import sheet_models


class SheetsPanel(Component):
    """A link to each kind of sheet, in the folder of each territory."""

    name = "sheets"
    template_name = "resources/admin/sheets_panel.html"
    order = 110

    def get_context_data(self, parent_context) -> dict[str, Any]:
        scope = scope_of(parent_context["request"].user)
        centre = ResourceCentrePage.objects.order_by("pk").first()
        if centre is None:
            return {"folders": []}
        folders = SheetFolderPage.objects.child_of(centre).filter(territory__in=scope.refers)
        return {
            "folders": [
                {
                    "code": folder.territory.code,
                    "site_name": folder.territory.site_name,
                    "url": reverse("wagtailadmin_explore", args=[folder.pk]),
                    "kinds": [(m._meta.verbose_name, self._add(m, folder)) for m in sheet_models()],
                }
                for folder in folders.select_related("territory")
            ]
        }

    @staticmethod
    def _add(model, folder: SheetFolderPage) -> str:
        meta = model._meta
        return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, folder.pk])


def add_panel(request, panels: list[Component]) -> None:
    """Hook of the dashboard."""
    if scope_of(request.user).refers:
        panels.append(SheetsPanel())
