"""Opening a site: everything in one transaction, the invitations too."""

from django.db import transaction
from wagtail.log_actions import log

from territories.models import Territory
from territories.team.invitations import invite, send_invitation

from .people import Guest
from .provisioning import create_site

OPENED = "sites.opened"


@transaction.atomic
def open_site(territory: Territory, hostname: str, guests: list[Guest], by) -> None:
    """Make the whole site of a territory, saved or not yet, and invite its first people.

    :param by: who opens it; the invitations bear her name.
    """
    territory.save()
    site = create_site(territory, hostname)
    # The synchronisation made the groups on rows of its own.
    territory.refresh_from_db()
    for guest in guests:
        groups = [getattr(territory, guest.group_field)]
        person = invite(guest.email, guest.first_name, guest.last_name, groups, by)
        send_invitation(person, groups, by)
    log(territory, OPENED, user=by, data={"host": site.hostname, "people": len(guests)})
