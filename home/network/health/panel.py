"""The dashboard's panel: one's own site, when something is to do."""

from typing import Any

from wagtail.admin.ui.components import Component

from territories.ownership.scope import own_territories

from .board import board
from .columns import PUBLICATION, list_url
from .indicators import INDICATORS


class HealthPanel(Component):
    name = "site_health"
    template_name = "network/admin/health_panel.html"
    order = 230

    def get_context_data(self, parent_context) -> dict[str, Any]:
        own = own_territories(parent_context["request"].user)
        lines = board([territory.pk for territory in own]) if own else []
        return {
            "lines": [
                {"site": line.territory.site_name, "figures": _to_do(line)}
                for line in lines
                if not line.is_well
            ]
        }


def _to_do(line) -> list[dict[str, str]]:
    found = [
        {
            "label": indicator.label,
            "words": indicator.words(line.figures[indicator.slug]),
            "url": list_url(line, indicator.slug),
        }
        for indicator in INDICATORS
        if line.figures[indicator.slug]
    ]
    if line.is_quiet:
        found.append(
            {
                "label": "Publication",
                "words": "rien de neuf depuis trois mois",
                "url": list_url(line, PUBLICATION),
            }
        )
    return found
