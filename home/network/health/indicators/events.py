"""Past events still shown.

The lists leave out by themselves what is over (and training sessions too). What remains, and only a
person can remove, is an event that is over and that
- a lasting page of the site, its menu or its footer still points to (news and other events are
  dated: they may tell of the past);
- is pinned among what the site received;
- has been over for more than a year, and is still online.
"""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from wagtail.models import Page

from core.formats import long_date
from home.agenda.models import EventPage
from home.news.models import NewsPage
from territories.models import Diffusion

from ..faults import Fault, Indicator
from ..references import content_type, owned_links, written_links

MEMORY = timedelta(days=365)


def find(territories: Collection[int]) -> list[Fault]:
    now = timezone.now()
    over = EventPage.objects.live().filter(end__lt=now)
    return [
        *_pointed_to(territories, over),
        *_pinned(territories, over),
        *_old(territories, over.filter(end__lt=now - MEMORY)),
    ]


def _past(title: str, end) -> str:
    return f"« {title} », terminé le {long_date(end)}"


def _pointed_to(territories: Collection[int], over) -> list[Fault]:
    dated = [content_type(model) for model in (NewsPage, EventPage)]
    links = (
        written_links(Page)
        .exclude(content_type__in=dated)
        .filter(Exists(over.filter(pk=OuterRef("target_id"))))
    )
    found = owned_links(links, territories)
    events = (
        {e.pk: e for e in over.filter(pk__in={target for *_, target in found})} if found else {}
    )
    return [
        Fault(owner, model, pk, f"montre {_past(events[target].title, events[target].end)}")
        for owner, model, pk, target in found
        if target in events
    ]


def _pinned(territories: Collection[int], over) -> list[Fault]:
    pinned = Diffusion.objects.filter(territory__in=territories, pinned=True)
    rows = pinned.filter(Exists(over.filter(pk=OuterRef("page_id")))).select_related("page")
    return [Fault(row.territory_id, Page, row.page_id, "épinglé, mais terminé") for row in rows]


def _old(territories: Collection[int], old) -> list[Fault]:
    rows = old.filter(territory__in=territories).order_by("end", "pk")
    return [
        Fault(
            territory,
            Page,
            pk,
            f"terminé le {long_date(end)}, toujours en ligne plus d’un an après",
        )
        for pk, territory, end in rows.values_list("pk", "territory_id", "end")
    ]


INDICATOR = Indicator(
    slug="evenements-passes",
    label="Événements passés",
    title="Événements passés encore montrés",
    help="L’agenda retire de lui-même ce qui est terminé. Restent ici : une page ou un menu qui mène "
    "encore à un événement passé, un événement passé resté épinglé, un événement terminé depuis plus "
    "d’un an. Retirez le lien, ou dépubliez l’événement.",
    none="aucun",
    one="1 événement",
    many="{} événements",
    find=find,
)
