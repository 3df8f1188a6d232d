"""Taking away a second factor that somebody lost: told in the log, and to the person."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from wagtail.log_actions import log

from . import factors
from .log_actions import RESET

logger = logging.getLogger(__name__)


def reset(person, by=None) -> bool:
    """Take away the second factor of `person`; her sessions wait for a new one at once.

    :param by: who does it; nobody when it is done on the server.
    :returns: whether the mail that tells her has left.
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
    try:
        send_mail(subject, text, None, [person.email])
    except OSError as error:  # smtplib's errors are OSErrors too
        logger.error("Avis à %s non envoyé : %s", person.pk, error)
        return False
    return True
