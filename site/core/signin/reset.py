"""Taking away a second factor that somebody lost: told in the log, and to the person."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from wagtail.log_actions import log

from . import factors
from .log_actions import RESET


def reset(person, by=None) -> bool:
    """Take away the second factor of `person`; her sessions wait for a new one at once.

    :param by: who does it; nobody when it is done on the server.
    :returns: whether a mail tells her; not where her account has no address.
    """
    with transaction.atomic():
        factors.forget(person)
        log(person, RESET, user=by)
        if not person.email:
            return False
        text = render_to_string(
            "core/mail/second_factor_reset.txt",
            {"person": person, "by": by, "admin_url": settings.WAGTAILADMIN_BASE_URL},
        )
        subject = "Votre double authentification a été réinitialisée"
        send_mail(subject, text, None, [person.email])
    return True
