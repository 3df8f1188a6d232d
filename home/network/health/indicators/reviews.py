"""Live pages whose review date has passed; a sheet is its territory's, wherever it stands."""

from collections.abc import Collection

from django.utils import timezone
from wagtail.models import Page

from core.formats import long_date

from ..faults import Fault, Indicator
from ..pages import union


def find(territories: Collection[int]) -> list[Fault]:
    today = timezone.localdate()
    rows = union(
        lambda pages: pages.filter(territory__in=territories, review_due__lt=today).values_list(
            "pk", "territory_id", "review_due"
        )
    )
    return [
        Fault(territory, Page, pk, f"à relire avant le {long_date(due)}")
        for pk, territory, due in rows.order_by("review_due", "pk")
    ]


INDICATOR = Indicator(
    slug="relectures",
    label="À relire",
    title="Pages dont la date de relecture est passée",
    help="Relisez la page, corrigez-la, puis donnez-lui une nouvelle date dans l’onglet "
    "« Paramètres », sous « Relecture ».",
    none="aucune page",
    one="1 page",
    many="{} pages",
    find=find,
)
