"""« Travaux »: what waits, runs and failed, for technical accounts; and the health board."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.tasks import TaskResultStatus as Status
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.jobs.models import Heartbeat
from core.jobs.schedule import Scheduled
from core.jobs.state import read_state
from core.tasks import forget_old_jobs
from tests.factories.people import make_person

from .samples import fail, give_up, succeed


@pytest.fixture
def technical(client, db):
    client.force_login(get_user_model().objects.create_superuser("technique"))
    return client


def page(client) -> str:
    return client.get(reverse("jobs")).text


def alive(process: str, seconds: float = 5) -> None:
    seen = timezone.now() - timedelta(seconds=seconds)
    Heartbeat.objects.create(name=process, process=process, seen_at=seen)


def test_it_is_for_technical_accounts(network, client):
    client.force_login(make_person(network.region))
    key = "2d3f4b7e-0f0e-4a35-8a7c-2d7a9e6d1c11"
    assert client.get(reverse("jobs")).status_code == 302
    for url in (reverse("jobs_retry_all"), reverse("jobs_retry", args=[key])):
        assert client.post(url).status_code == 302
    assert reverse("jobs") not in client.get("/admin/").text


def test_the_menu_leads_there(technical):
    assert reverse("jobs") in technical.get("/admin/").text


def test_without_anything_it_says_so(technical, queue):
    text = page(technical)
    for words in ("Rien n’a échoué.", "Rien ne se fait en ce moment.", "Rien n’attend."):
        assert words in text
    assert "aucun signe de vie" in text


def test_what_failed_is_shown_with_why_and_tried_again(technical, queue):
    give_up.enqueue()
    queue()
    text = page(technical)
    assert "En échec : 1" in text
    assert "<strong>Renoncer</strong>" in text
    assert "boîte inconnue" in text
    row = DBTaskResult.objects.get()
    answer = technical.post(reverse("jobs_retry", args=[row.pk]), follow=True)
    assert "Ce travail va être refait." in answer.text
    row.refresh_from_db()
    assert (row.status, row.worker_ids) == (Status.READY, [])


def test_asking_is_not_doing(technical, queue):
    give_up.enqueue()
    queue()
    row = DBTaskResult.objects.get()
    assert technical.get(reverse("jobs_retry", args=[row.pk])).status_code == 405
    row.refresh_from_db()
    assert row.status == Status.FAILED


def test_all_that_failed_is_tried_again_at_once(technical, queue):
    for _ in range(3):
        give_up.enqueue()
    queue()
    fail.enqueue()
    queue()
    answer = technical.post(reverse("jobs_retry_all"), follow=True)
    assert "3 travaux vont être refaits." in answer.text
    waiting = DBTaskResult.objects.filter(status=Status.READY)
    assert sorted(len(row.worker_ids) for row in waiting) == [0, 0, 0, 1]


def test_what_is_done_is_not_done_again(technical, queue):
    succeed.enqueue()
    queue()
    row = DBTaskResult.objects.get()
    answer = technical.post(reverse("jobs_retry", args=[row.pk]), follow=True)
    assert "déjà fait" in answer.text


def test_a_mail_that_waits_says_to_whom_and_when_it_is_tried_next(technical, queue, monkeypatch):
    def refuse(*args):
        raise ConnectionRefusedError("serveur muet")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    send_mail("Invitation", "Bonjour", None, ["rozenn@exemple.test"])
    queue()
    text = page(technical)
    assert "En attente : 1" in text
    assert "« Invitation », à rozenn@exemple.test" in text
    assert "essayé 1 fois ; prochain essai le" in text
    assert "serveur muet" in text
    assert (read_state().due, read_state().later) == (0, 1)


def test_a_task_whose_code_is_gone_is_shown(technical, queue):
    succeed.enqueue()
    DBTaskResult.objects.update(task_path="core.gone.task")
    queue()
    assert "core.gone.task" in page(technical)
    assert DBTaskResult.objects.get().status == Status.FAILED


def test_what_the_clock_asked_for_says_when_it_was_last_done(technical, queue):
    Scheduled(forget_old_jobs).make_due()
    queue()
    text = page(technical)
    assert "chaque nuit à 3 h 20" in text
    assert "Oublier les vieux travaux" in text


# --- The health board -----------------------------------------------------------------


def board(client) -> str:
    return client.get(reverse("site_health")).text


@pytest.mark.parametrize(("seconds", "is_red"), [(5, False), (40, False), (61, True), (None, True)])
def test_the_board_turns_red_without_a_worker(network, client, queue, seconds, is_red):
    client.force_login(make_person(network.region))
    alive(Heartbeat.CLOCK)
    if seconds:
        alive(Heartbeat.WORKER, seconds)
    text = board(client)
    assert ("help-critical" in text) == is_red
    assert ("Exécution des travaux : à l’arrêt" in text) == is_red
    assert read_state().is_well != is_red


def test_the_board_turns_red_without_a_clock(network, client, queue):
    client.force_login(make_person(network.region))
    alive(Heartbeat.WORKER)
    alive(Heartbeat.CLOCK, 3600)
    text = board(client)
    assert "Horloge : à l’arrêt" in text
    assert "Exécution des travaux : à l’arrêt" not in text


def test_the_board_says_what_waits_and_leads_technical_accounts_on(network, technical, queue):
    succeed.enqueue()
    text = board(technical)
    assert "1 en attente, 0 à un prochain essai, 0 en cours, 0 en échec." in text
    assert f'href="{reverse("jobs")}">Voir les travaux' in text


def test_a_pays_reads_of_its_site_alone(network, client, queue):
    client.force_login(make_person(network.vitre))
    assert "Exécution des travaux" not in board(client)
