"""The local forms of an offer: who tells it where, remembered until one of them changes."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from core.freshness import HOST_PAGES
from core.generations import Remembered
from core.renewals import declare, related, saved
from territories.host_pages import all_hosts
from territories.models import Contact, Territory
from territories.tree import tree

from .models import LocalOffer, StrategicAxis

_THROUGH = LocalOffer.contacts.through
LOCAL_OFFERS = declare(
    "local-offers",
    "the local forms of each offer, with their territories and contacts, and the strategic axes",
    saved(LocalOffer, StrategicAxis, Contact, Territory),
    related(_THROUGH, "the contacts of a `LocalOffer`"),
)
# An axis shows on every site; a local form on its territory's and on those below.
HOST_PAGES.renewed_by(
    saved(LocalOffer, StrategicAxis, words="everywhere", members=all_hosts),
    related(_THROUGH, "the contacts of a `LocalOffer`", members=all_hosts),
)


@dataclass(frozen=True, slots=True)
class LocalForm:
    """What a territory adds to an offer. `contacts`: published ones only."""

    territory: Territory
    text: str = ""
    dates: str = ""
    price: str = ""
    contacts: list[Contact] = field(default_factory=list)


def _load(offer_id: int) -> dict[int, LocalForm]:
    published = Prefetch("contacts", Contact.objects.filter(is_published=True))
    rows = LocalOffer.objects.filter(offer_id=offer_id, is_active=True)
    return {
        row.territory_id: LocalForm(
            tree().by_id[row.territory_id], row.text, row.dates, row.price, list(row.contacts.all())
        )
        for row in rows.prefetch_related(published)
    }


local_forms = Remembered(LOCAL_OFFERS, _load)


def nearest_form(offer_id: int, territory: Territory | None) -> LocalForm | None:
    """The form of the territory itself, else of the first one above that has one, or None."""
    if territory is None:
        return None
    forms = local_forms(offer_id)
    lineage = [territory, *territory.ancestors()]
    return next((forms[t.pk] for t in lineage if t.pk in forms), None)
