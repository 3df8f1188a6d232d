"""What activities declare to the resource centre."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ...catalogue.facets import DURATION
from ...registry import Kind, register
from . import owned, question  # noqa: F401  what it declares, and adds to the page of the catalogue
from .context import activity_context
from .facets import AIM, PLACE, SIZE
from .models import ActivityPage, Adoption
from .structured import how_to


@register
class ActivityKind(Kind):
    model = ActivityPage
    plural = _("Animations clés en main")
    order = 10
    sign = "activity"
    is_on_home = True
    contact_roles = ("awareness", "welcome")
    facets = (DURATION, SIZE, PLACE, AIM)
    fields = ("family", "duration", "group_min", "group_max", "place_kind", "adapted_from")
    counted = {Adoption: "activity_id"}

    def listed(self, sheets: QuerySet) -> QuerySet:
        done = Adoption.objects.filter(
            activity=OuterRef("pk"), is_published=True, state=Adoption.State.DONE
        )
        times = done.order_by().values("activity").annotate(n=Count("pk")).values("n")
        return sheets.annotate(times_run=Coalesce(Subquery(times), 0))

    def taken_up(self, page: Any) -> int:
        return page.times_run

    def taken_up_text(self, number: int) -> str:
        return ngettext("animée une fois", "animée {number} fois", number).format(number=number)

    def variant_of(self, page: ActivityPage) -> int | None:
        return page.adapted_from_id

    def row_data(self, page: ActivityPage) -> dict[str, Any]:
        """What variants are told apart by."""
        return {
            "duration": page.duration,
            "group": page.group_text,
            "place_kind": page.place_kind,
        }

    def context(self, page: ActivityPage, catalogue_url: str, request: HttpRequest):
        return activity_context(page, catalogue_url, request)

    def structured_data(self, page: ActivityPage) -> dict[str, Any]:
        return how_to(page)
