"""Inviting somebody, changing her groups, letting her leave: each in one transaction, and told in the log (decision 0056)."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.log_actions import log

from .people import find_account, free_username

INVITED, CHANGED, LEFT = "team.invited", "team.changed", "team.left"


def _admin_address(name: str, *args) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=args)


def password_address(person) -> str:
    """Where somebody who was invited chooses a password, while her account has none."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return _admin_address("wagtailadmin_password_reset_confirm", uid, token)


def send_invitation(person, groups: list[Group], by) -> None:
    """Write to somebody who was invited.

    Whoever has no password yet gets a link to choose one. It goes to the account's own address, never to one
    that was just typed.
    """
    waiting = not person.has_usable_password()
    text = render_to_string(
        "territories/mail/invitation.txt",
        {
            "person": person,
            "groups": groups,
            "by": by,
            "password_url": password_address(person) if waiting else "",
            "admin_url": _admin_address("wagtailadmin_home"),
            "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
        },
    )
    subject = f"Invitation à publier sur {settings.WAGTAIL_SITE_NAME}"
    send_mail(subject, text, None, [person.email])


def _log(person, action: str, by, groups) -> None:
    log(person, action, user=by, data={"groups": sorted(group.name for group in groups)})


@transaction.atomic
def invite(email: str, first_name: str, last_name: str, groups: list[Group], by):
    """The account of an address, in these groups as well as those it has.

    An account that exists keeps its name and password. A technical account is left as it is. One that
    a team closed is opened again and gets a new password; one that was closed while it still had
    groups stays closed: the region did it on purpose.
    """
    person = find_account(email)
    if person is None:
        person = get_user_model()(
            username=free_username(email), email=email, first_name=first_name, last_name=last_name
        )
        person.set_unusable_password()
        person.save()
    if person.is_superuser:
        return person
    if not person.is_active and not person.groups.exists():
        person.is_active = True
        person.set_unusable_password()
        person.save()
    person.groups.add(*groups)
    _log(person, INVITED, by, groups)
    return person


@transaction.atomic
def set_groups(person, chosen, among, by) -> None:
    """Make the person's groups among those that `by` may give exactly `chosen`; her others stay.

    Without any group left, the account is closed, not deleted: what she wrote keeps her name.
    """
    among, chosen = set(among), set(chosen)
    had = set(person.groups.all())
    person.groups.remove(*(had & among) - chosen)
    person.groups.add(*(chosen & among) - had)
    left = not chosen and not had - among
    if left:
        person.is_active = False
    elif chosen and not had:
        person.is_active = True
    person.save()
    _log(person, LEFT if left else CHANGED, by, chosen)
