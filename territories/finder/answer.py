"""What the finder says once the commune is known: the site, the contacts, what is there."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from ..contacts.models import Contact
from ..shell.settings import TerritorySettings
from ..tree.models import Scale, Territory
from .index import Place

MOST_CONTACTS = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers for a commune. `sites` are those above, nearest first, that have a site."""

    place: Place
    territory: Territory
    sites: list[Territory] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def main(self) -> Territory:
        """The nearest territory that has a site."""
        return self.sites[0] if self.sites else self.territory

    @property
    def groupement(self) -> Territory | None:
        lineage = [self.territory, *self.territory.ancestors()]
        return next((t for t in lineage if t.scale == Scale.GROUPEMENT), None)


def _contacts(place: Place, territory: Territory) -> list[dict[str, Any]]:
    """The délégué·e of the EPCI first, then whoever serves it, then the territory's contacts.

    A contact bound to some EPCIs answers for those alone.
    """
    links = Contact.epcis.through.objects.filter(contact=OuterRef("pk"))
    bound = Contact.objects.filter(is_published=True).annotate(
        bound=Exists(links), here=Exists(links.filter(epci=place.epci_siren))
    )
    rows = bound.filter(Q(here=True) | Q(bound=False, territory=territory))
    ordered = sorted(
        rows,
        key=lambda c: (not c.here, c.role != Contact.Role.DELEGATE, c.role != "welcome", c.name),
    )
    return [
        {
            "name": contact.name,
            "role": contact.get_role_display(),
            "text": contact.note,
            "email": contact.email,
            "phone": contact.phone,
        }
        for contact in ordered[:MOST_CONTACTS]
    ]


def _site_contact(territory: Territory) -> dict[str, Any] | None:
    """The team's own address, from its site's settings; its contact form in any case."""
    if not territory.site:
        return None
    settings = TerritorySettings.for_site(territory.site)
    return {
        "name": territory.site_name,
        "email": settings.email,
        "phone": settings.phone,
        "address": settings.address,
        "url": f"{territory.site.root_url}/contact/",
    }


def answer_for(place: Place) -> Answer | None:
    """Who answers for a commune, None only while no territory was loaded."""
    territory = place.territory
    if territory is None:
        return None
    sites = [t for t in (territory, *territory.ancestors()) if t.site and t.is_active]
    contacts = _contacts(place, territory)
    if sites and (own := _site_contact(sites[0])):
        contacts.append(own)
    return Answer(place, territory, sites, contacts)
