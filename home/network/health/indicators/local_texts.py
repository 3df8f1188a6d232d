"""Local forms of an offer whose common text has changed since they were written or read again."""

from collections.abc import Collection

from django.db.models import F, Q

from core.formats import long_date
from offers.models import LocalOffer

from ..faults import Fault, Indicator

ROUTE = "site_health_local_text"


def outdated():
    """Local forms shown to visitors, written against another version than the published one."""
    shown = LocalOffer.objects.filter(
        is_active=True, offer__live=True, offer__live_revision__isnull=False
    )
    return shown.filter(Q(adapted_from__isnull=True) | ~Q(adapted_from=F("offer__live_revision")))


def find(territories: Collection[int]) -> list[Fault]:
    rows = outdated().filter(territory__in=territories).order_by("offer__path", "pk")
    return [
        Fault(
            territory,
            LocalOffer,
            pk,
            f"le texte commun a changé le {long_date(changed)}",
            route=ROUTE,
        )
        for pk, territory, changed in rows.values_list(
            "pk", "territory_id", "offer__live_revision__created_at"
        )
    ]


INDICATOR = Indicator(
    slug="textes-locaux",
    label="Textes locaux",
    title="Offres locales dont le texte commun a changé",
    help="La région a changé le texte d’une offre après que vous l’avez adaptée. Regardez ce qui a "
    "changé, corrigez votre texte s’il le faut, puis dites que c’est relu.",
    none="aucun texte",
    one="1 texte",
    many="{} textes",
    find=find,
)
