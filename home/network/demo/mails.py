"""Mails of the demonstration: kept in a folder, read at `/courriels/`, so that each journey can be followed to its end."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override

# Django's file backend ends each message with such a line.
END = b"\n" + b"-" * 79 + b"\n"
# What a mail program would do with the HTML of a mail: show it, run nothing.
MAIL_CSP: dict[str, Any] = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:", "'self'"],
    "sandbox": True,
}


@dataclass(slots=True)
class Mail:
    """A mail of the folder. `key`: its place there, for its address."""

    key: str
    message: EmailMessage

    def header(self, name: str) -> str:
        """A header, decoded; empty without it."""
        return str(self.message[name] or "")

    @property
    def subject(self) -> str:
        """What it is about."""
        return self.header("Subject")

    @property
    def to(self) -> str:
        """To whom."""
        return self.header("To")

    @property
    def date(self) -> datetime:
        """When it was written."""
        return timezone.localtime(self.message["Date"].datetime)

    def body(self, kind: str) -> str:
        """Its text (`plain`) or its HTML; empty without it."""
        part = self.message.get_body((kind,))
        return part.get_content() if part else ""

    @property
    def text(self) -> str:
        """The text, as who reads without images has it."""
        return self.body("plain")

    @property
    def has_html(self) -> bool:
        """Whether it has a form for the eyes as well."""
        return self.message.get_body(("html",)) is not None

    @property
    def files(self) -> list[str]:
        """Names of what is attached."""
        return [part.get_filename() or "sans nom" for part in self.message.iter_attachments()]


def read_mails(folder: Path) -> list[Mail]:
    """All mails of a folder, the newest first."""
    found = []
    # Dates of mails have no fractions of a second; those of files have.
    for path in sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns):
        for number, raw in enumerate(path.read_bytes().split(END)):
            if raw.strip():
                message = email.message_from_bytes(raw.lstrip(), policy=email.policy.default)
                found.append(Mail(f"{path.stem}-{number}", message))
    return found[::-1]


def _mail(key: str) -> Mail:
    for mail in read_mails(settings.DEMO_MAILS):
        if mail.key == key:
            return mail
    raise Http404(f"Pas de courriel « {key} ».")


@never_cache
def mail_list(request: HttpRequest) -> HttpResponse:
    """The mails that left, the newest first."""
    context = {"mails": read_mails(settings.DEMO_MAILS), "noindex": True}
    return render(request, "network/demo/mails.html", context)


@never_cache
def mail_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One mail, its links to be followed."""
    return render(request, "network/demo/mail.html", {"mail": _mail(key), "noindex": True})


@never_cache
@csp_override(MAIL_CSP)
def mail_html(request: HttpRequest, key: str) -> HttpResponse:
    """One mail as a mail program shows it."""
    mail = _mail(key)
    if not mail.has_html:
        raise Http404("Ce courriel n’a que du texte.")
    return HttpResponse(mail.body("html"))
