"""What projects declare to the resource centre."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ...catalogue.memory import catalogue
from ...registry import Kind, register
from ...sheets.common import listed
from .context import project_context
from .models import ProjectPage


@register
class ProjectKind(Kind):
    model = ProjectPage
    plural = _("Projets capitalisés")
    order = 30
    sign = "project"
    is_on_home = True
    contact_roles = ("incubator", "support", "welcome")
    fields = ("stage", "tag", "family", "commune", "commune__name", "done_again")

    def listed(self, sheets: QuerySet) -> QuerySet:
        return sheets.select_related("commune")

    def taken_up(self, page: ProjectPage) -> int:
        return len(page.done_again.raw_data)

    def taken_up_text(self, number: int) -> str:
        return ngettext("refait une fois", "refait {number} fois", number).format(number=number)

    def place(self, page: ProjectPage) -> str:
        return page.commune.name if page.commune else ""

    def row_data(self, page: ProjectPage) -> dict[str, Any]:
        return {"commune": self.place(page)}

    def context(
        self, page: ProjectPage, catalogue_url: str, request: HttpRequest
    ) -> dict[str, Any]:
        return project_context(page, listed(page, catalogue(page.locale_id), request))

    def structured_data(self, page: ProjectPage) -> dict[str, Any]:
        return {"@type": "Article"}
