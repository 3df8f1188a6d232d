"""Mails are kept whole with what they tell of, sent by the worker, tried again, and forgotten."""

import time
from email import policy
from email.message import EmailMessage as Part
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.tasks import TaskResultStatus as Status
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin import mail as wagtail_mail

from core.jobs.mail import KeptMessage, deliver
from core.jobs.models import OutgoingMail
from core.mail_config import mail_delivery
from tests.factories.people import make_person

from .samples import write_once
from .servers import free_port, mail_server, silent_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def deliver_to(settings):
    """Have mails sent to a port of this machine."""

    def choose(port: int, timeout: float = 5) -> None:
        delivery = mail_delivery(f"smtp://127.0.0.1:{port}")
        delivery["OPTIONS"]["timeout"] = timeout
        settings.MAILERS = settings.MAILERS | {"delivery": delivery}

    return choose


@pytest.fixture
def server(queue, deliver_to):
    port = free_port()
    deliver_to(port)
    with mail_server(port) as box:
        yield box


def is_text(part) -> bool:
    return part.get_content_type() == "text/plain"


def write() -> None:
    send_mail("Bonjour à tous", "Une ligne.\n", "equipe@exemple.test", ["rozenn@exemple.test"])


def due_now() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def test_a_mail_is_kept_with_what_it_tells_of(server, queue):
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    queue()
    assert server.mails == []
    write()
    assert server.mails == []
    queue()
    (sent,) = server.mails
    assert sent["Subject"] == "Bonjour à tous"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent.get_content().replace("\r\n", "\n") == "Une ligne.\n"
    assert not OutgoingMail.objects.exists()


def test_everything_of_a_mail_arrives(server, queue):
    message = EmailMultiAlternatives(
        "Été : une réponse très longue à une question encore plus longue, pour que l’objet soit plié",
        "Texte à lire\n" + "long " * 400,
        "Équipe de Vitré <equipe@exemple.test>",
        ["Rozenn Le Goff <rozenn@exemple.test>"],
        cc=["copie@exemple.test"],
        bcc=["cachee@exemple.test"],
        reply_to=["repondre@exemple.test"],
        headers={"List-Unsubscribe": "<https://exemple.test/non>", "Message-ID": "<un@exemple>"},
    )
    message.attach_alternative("<p>Texte à <b>lire</b></p>", "text/html")
    message.attach("été.csv", "a;é\n", "text/csv")
    message.attach("image.png", bytes(range(256)) * 40, "image/png")
    part = Part()
    part.set_content("une pièce")
    message.attach(part)
    message.send()
    kept = OutgoingMail.objects.get()
    assert KeptMessage(kept).message(policy=policy.SMTP).as_bytes() == bytes(kept.content)
    queue()
    (sent,), (envelope,) = server.mails, server.envelopes
    assert sent["Subject"] == message.subject
    assert sent["From"] == "Équipe de Vitré <equipe@exemple.test>"
    assert (sent["To"], sent["Cc"]) == (
        "Rozenn Le Goff <rozenn@exemple.test>",
        "copie@exemple.test",
    )
    assert sent["Reply-To"] == "repondre@exemple.test"
    assert sent["List-Unsubscribe"] == "<https://exemple.test/non>"
    assert sent["Message-ID"] == "<un@exemple>"
    assert sent["Bcc"] is None
    assert envelope.mail_from == "equipe@exemple.test"
    assert set(envelope.rcpt_tos) == {
        "rozenn@exemple.test",
        "copie@exemple.test",
        "cachee@exemple.test",
    }
    assert sent.get_body(("plain",)).get_content().split() == message.body.split()
    assert sent.get_body(("html",)).get_content().strip() == "<p>Texte à <b>lire</b></p>"
    files = {part.get_filename(): part.get_content() for part in sent.iter_attachments()}
    assert files["été.csv"].replace("\r\n", "\n") == "a;é\n"
    assert files["image.png"] == bytes(range(256)) * 40
    assert "une pièce" in [part.get_content().strip() for part in sent.walk() if is_text(part)]


def test_a_server_that_comes_back_gets_what_waited(queue, deliver_to):
    port = free_port()
    deliver_to(port)
    write()
    queue()
    row = DBTaskResult.objects.get()
    assert (row.status, len(row.worker_ids)) == (Status.READY, 1)
    assert "ConnectionRefusedError" in row.traceback
    due_now()
    with mail_server(port) as box:
        queue()
        due_now()
        queue()
    assert len(box.mails) == 1
    assert DBTaskResult.objects.get().status == Status.SUCCESSFUL
    assert not OutgoingMail.objects.exists()


def test_not_now_is_tried_again_and_no_is_shown_at_once(server, queue):
    server.answers = ["451 plus tard", "550 boîte inconnue"]
    write()
    queue()
    assert DBTaskResult.objects.get().status == Status.READY
    due_now()
    queue()
    row = DBTaskResult.objects.get()
    assert (row.status, len(row.worker_ids)) == (Status.FAILED, 2)
    assert "boîte inconnue" in row.traceback
    # For whoever mends the cause.
    assert OutgoingMail.objects.get().recipients == ["rozenn@exemple.test"]


def test_nobody_waits_for_a_silent_server(queue, deliver_to):
    with silent_server() as port:
        deliver_to(port, timeout=0.3)
        start = time.monotonic()
        write()
        assert time.monotonic() - start < 0.2
        queue()
    row = DBTaskResult.objects.get()
    assert row.status == Status.READY
    assert "imeout" in row.traceback or SMTPServerDisconnected.__name__ in row.traceback


def test_a_mail_sent_already_is_not_sent_again(server, queue):
    write()
    key = str(OutgoingMail.objects.get().pk)
    queue()
    deliver.enqueue(key)
    queue()
    assert len(server.mails) == 1


def test_a_second_copy_bears_the_same_number(server, queue):
    """Killed between the server's yes and the end of the row: the one moment left."""
    write()
    kept = OutgoingMail.objects.get()
    queue()
    kept.save(force_insert=True)
    deliver.enqueue(str(kept.pk))
    queue()
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


@pytest.mark.filterwarnings("ignore::django.utils.deprecation.RemovedInDjango2028Warning")
def test_wagtail_s_own_mails_wait_too(network, server, queue):
    person = make_person(network.vitre)
    wagtail_mail.send_mail("De Wagtail", "Bonjour", [person.email])
    assert OutgoingMail.objects.get().subject == "De Wagtail"
    queue()
    (sent,) = server.mails
    assert sent["Auto-Submitted"] == "auto-generated"


def test_a_bad_header_is_refused_when_it_is_written(queue):
    with pytest.raises(ValueError, match="linefeed"):
        send_mail("Bonjour\nBcc: autre@exemple.test", "x", None, ["a@exemple.test"])
    assert not OutgoingMail.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_what_writes_rows_is_done_once(server, queue):
    """A worker killed after its last row: the task counts as done with them."""
    result = write_once.enqueue("rozenn@exemple.test")
    row = DBTaskResult.objects.get(pk=result.id)
    row.claim("mort")
    context = type("Context", (), {"task_result": row.task_result})
    write_once.func(context, "rozenn@exemple.test")
    row.refresh_from_db()
    assert row.status == Status.SUCCESSFUL
    queue()
    assert len(server.mails) == 1
    assert len(mail.outbox) == 0


@pytest.mark.parametrize(
    ("url", "backend", "options"),
    [
        ("console", "console", {}),
        ("file:///srv/courriels%20d", "filebased", {"file_path": "/srv/courriels d"}),
        ("smtp://u:p%40ss@h:587", "smtp", {"password": "p@ss", "use_tls": True, "use_ssl": False}),
        ("smtp://h:465", "smtp", {"host": "h", "username": "", "use_tls": False, "use_ssl": True}),
        ("smtp://h", "smtp", {"port": 25, "use_tls": False, "use_ssl": False}),
    ],
)
def test_one_address_says_what_sends(url, backend, options):
    found = mail_delivery(url)
    assert found["BACKEND"] == f"django.core.mail.backends.{backend}.EmailBackend"
    assert options.items() <= found.get("OPTIONS", {}).items()
