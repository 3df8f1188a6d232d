"""What tools declare to the resource centre."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.formats import duration

from ...catalogue.facets import DURATION
from ...registry import Kind, register
from ...sheets.common import facts
from .models import ToolPage


def tool_facts(page: ToolPage) -> list[dict[str, str]]:
    """What to know of a tool before taking it."""
    loan = page.loan_conditions if page.is_physical else ""
    return facts(
        (_("Format"), page.get_format_display().capitalize()),
        (_("Durée"), duration(page.duration)),
        (_("Pour qui"), page.age),
        (_("Rangé à"), page.kept_at if page.is_physical else ""),
        (_("Prêt"), loan or (_("Objet à emprunter : écrivez-nous.") if page.is_physical else "")),
    )


@register
class ToolKind(Kind):
    model = ToolPage
    plural = gettext_lazy("Outils")
    order = 20
    sign = "tool"
    is_on_home = True
    contact_roles = ("awareness", "welcome")
    facets = (DURATION,)
    fields = ("purpose", "format", "age", "duration", "is_physical")

    def side_lines(self, page: ToolPage) -> list[str]:
        return [_("à emprunter")] if page.is_physical else []

    def context(self, page: ToolPage, catalogue_url: str, request: HttpRequest) -> dict[str, Any]:
        return {"practical": tool_facts(page)}
