"""What sheets of expertise declare to the resource centre."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from territories.models import Contact
from territories.tree import tree

from ...registry import Kind, register
from .models import ExpertisePage


def expertise_contacts(page: ExpertisePage) -> list[dict[str, Any]]:
    """Parameters of the component `contact_card` for each published contact."""

    def where(contact: Contact) -> str:
        territory = tree().by_id.get(contact.territory_id)
        return ", ".join(t for t in (territory.site_name if territory else "", contact.note) if t)

    return [
        {
            "name": contact.name,
            "role": contact.get_role_display(),
            "text": where(contact),
            "email": contact.email,
            "phone": contact.phone,
        }
        for contact in page.contacts.filter(is_published=True)
    ]


@register
class ExpertiseKind(Kind):
    model = ExpertisePage
    plural = _("Expertises")
    order = 40
    sign = "expertise"
    contact_roles = ("engineering", "support", "welcome")
    fields = ("authors",)

    def side_lines(self, page: ExpertisePage) -> list[str]:
        number = len(page.related.raw_data)
        text = ngettext("{number} fiche liée", "{number} fiches liées", number)
        return [text.format(number=number)] if number else []

    def context(
        self, page: ExpertisePage, catalogue_url: str, request: HttpRequest
    ) -> dict[str, Any]:
        return {"experts": expertise_contacts(page)}
