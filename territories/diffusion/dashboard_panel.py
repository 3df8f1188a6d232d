"""How many proposals wait for one's own team, and the newest of them on the dashboard."""

from typing import Any

from wagtail.admin.ui.components import Component

from ..ownership.scope import own_territories
from ..tree import tree
from .received import pending_proposals

NEWEST = 5
KEPT_ON_USER = "_waiting_proposals"


def pending_number(user) -> int:
    """How many proposals wait for the person's own teams: one query a request."""
    if not hasattr(user, KEPT_ON_USER):
        own = [territory.pk for territory in own_territories(user)]
        setattr(user, KEPT_ON_USER, pending_proposals(own).count() if own else 0)
    return getattr(user, KEPT_ON_USER)


class PendingProposalsPanel(Component):
    """« À décider », when something is."""

    name = "received"
    template_name = "territories/admin/received_panel.html"
    order = 110

    def get_context_data(self, parent_context) -> dict[str, Any]:
        request = parent_context["request"]
        number = pending_number(request.user)
        own = own_territories(request.user)
        found = pending_proposals([t.pk for t in own]).select_related("page__content_type")
        rows: list[Any] = list(found[:NEWEST]) if number else []
        for row in rows:
            row.origin, row.receiver = (
                tree().by_id.get(row.origin_id),
                tree().by_id[row.territory_id],
            )
            row.kind = row.page.content_type.model_class()._meta.verbose_name
            row.url = row.page.get_full_url(request)
        return {
            "request": request,
            "rows": rows,
            "number": number,
            "several": len(own) > 1,
            "csrf_token": parent_context.get("csrf_token"),
        }
