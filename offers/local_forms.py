"""The local forms of an offer: who tells it where, remembered until one of them changes."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from core.generations import Remembered
from territories.models import Contact, Territory
from territories.tree import tree

from .models import LocalOffer

GENERATION = "local-offers"


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


local_forms = Remembered(GENERATION, _load)


def nearest_form(offer_id: int, territory: Territory | None) -> LocalForm | None:
    """The form of the territory itself, else of the first one above that has one, or None."""
    if territory is None:
        return None
    forms = local_forms(offer_id)
    lineage = [territory, *territory.ancestors()]
    return next((forms[t.pk] for t in lineage if t.pk in forms), None)
