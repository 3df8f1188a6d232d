"""What studies declare to the resource centre."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...registry import Kind, register
from ...sheets.common import facts
from .models import StudyPage


def study_facts(page: StudyPage) -> list[dict[str, str]]:
    """What a figure never goes without: who, when, and of what year."""
    return facts(
        (_("Éditeur"), page.publisher),
        (_("Données"), page.data_year),
        (_("Publiée en"), str(page.published_year or "")),
    )


@register
class StudyKind(Kind):
    model = StudyPage
    plural = gettext_lazy("Études")
    order = 50
    sign = "study"
    contact_roles = ("direction", "welcome")
    fields = ("publisher", "data_year", "published_year")

    def context(self, page: StudyPage, catalogue_url: str, request: HttpRequest) -> dict[str, Any]:
        return {"practical": study_facts(page)}

    def structured_data(self, page: StudyPage) -> dict[str, Any]:
        return {"@type": "Report"}
