"""All mails: kept in the database with what they tell of, sent by the worker (decision 0096).

`MAILERS["default"]` is `EmailBackend` below, so Django's, Wagtail's and our own mails all come here;
`MAILERS["delivery"]` is what really sends. A mail has its Message-ID and date from the start: should the worker be
killed between the server's yes and the row's end, the second copy bears the same, and mail programs show one.
"""

import email
import email.policy
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.encoding import force_str

from . import SOON, job
from .models import OutgoingMail
from .retries import GiveUpError

DELIVERY = "delivery"


class EmailBackend(BaseEmailBackend):
    """Keeps messages for the worker, in the transaction of what they tell of: neither goes without the other."""

    def send_messages(self, messages) -> int:
        """:raises ValueError: a header or an address that no mail may have."""
        with transaction.atomic():
            for message in messages:
                _keep(message)
        return len(messages)


def _keep(message: EmailMessage) -> None:
    names = {name.lower() for name in message.extra_headers}
    if "auto-submitted" not in names:
        # No holiday answers to what nobody wrote by hand.
        message.extra_headers["Auto-Submitted"] = "auto-generated"
    mail = OutgoingMail.objects.create(
        sender=message.from_email,
        recipients=message.recipients(),
        subject=str(message.subject)[:255],
        content=message.message(policy=email.policy.SMTP).as_bytes(),
    )
    deliver.enqueue(str(mail.pk))


class KeptMessage(EmailMessage):
    """A kept mail, as a backend wants it: the same words, headers and files, to the same people."""

    def __init__(self, mail: OutgoingMail):
        self._content = bytes(mail.content)
        super().__init__(mail.subject, "", mail.sender, mail.recipients)

    def message(self, *, policy=email.policy.default):
        return email.message_from_bytes(self._content, policy=policy)


@job("Envoyer un courriel", priority=SOON)
def deliver(pk: str) -> None:
    """Send a kept mail and forget it. Without effect once it was sent.

    :raises GiveUpError: the server refuses it for good; whatever else is raised may pass.
    """
    mail = OutgoingMail.objects.filter(pk=pk).first()
    if mail is None:
        return
    try:
        mailers[DELIVERY].send_messages([KeptMessage(mail)])
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        answers = _answers(error)
        if all(code >= 500 for code, _ in answers):
            words = [f"{code} {force_str(text, errors='replace')}" for code, text in answers]
            raise GiveUpError(" ; ".join(words)) from error
        raise
    mail.delete()


def _answers(error: SMTPRecipientsRefused | SMTPDataError) -> list[tuple[int, bytes | str]]:
    """What a server answered: 5xx for « no », 4xx for « not now » (RFC 5321, 4.2.1)."""
    if isinstance(error, SMTPRecipientsRefused):
        return list(error.recipients.values())
    return [(error.smtp_code, error.smtp_error)]
