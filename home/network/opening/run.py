"""Opening a site: everything in one transaction, then the invitations."""

from django.db import transaction
from wagtail.log_actions import log

from territories.models import Territory
from territories.team.invitations import invite, send_invitation

from .people import Guest
from .provisioning import create_site

OPENED = "sites.opened"


@transaction.atomic
def _make(territory: Territory, hostname: str, guests: list[Guest], by) -> list[tuple]:
    territory.save()
    site = create_site(territory, hostname)
    # The synchronisation made the groups on rows of its own.
    territory.refresh_from_db()
    invited = []
    for guest in guests:
        group = getattr(territory, guest.group_field)
        person = invite(guest.email, guest.first_name, guest.last_name, [group], by)
        invited.append((person, [group]))
    log(territory, OPENED, user=by, data={"host": site.hostname, "people": len(guests)})
    return invited


def open_site(territory: Territory, hostname: str, guests: list[Guest], by) -> list[str]:
    """Make the whole site of a territory, saved or not yet, and invite its first people.

    :param by: who opens it; the invitations bear her name.
    :returns: addresses to which no mail could be sent; the invitations themselves are kept.
    """
    invited = _make(territory, hostname, guests, by)
    return [person.email for person, groups in invited if not send_invitation(person, groups, by)]
