"""A task that fails is tried again, later and later, then shown; one that is done leaves no words behind."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.tasks import TaskResultStatus as Status
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.jobs import LABELS, housekeeping, retries
from core.jobs.models import Heartbeat, OutgoingMail

from .samples import fail, give_up, succeed

pytestmark = pytest.mark.django_db


def only_row() -> DBTaskResult:
    return DBTaskResult.objects.get()


def due_now() -> None:
    DBTaskResult.objects.update(run_after=timezone.now())


def test_nobody_waits_and_the_worker_does_it(queue):
    succeed.enqueue("secret@exemple.test")
    assert only_row().status == Status.READY
    queue()
    row = only_row()
    assert row.status == Status.SUCCESSFUL
    assert row.args_kwargs == {"args": [], "kwargs": {}}
    assert row.return_value is None


def test_what_is_rolled_back_is_not_done(queue):
    with transaction.atomic():
        succeed.enqueue("jamais")
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.exists()


def test_each_attempt_waits_longer_then_it_is_shown(queue):
    fail.enqueue()
    for number, delay in enumerate(retries.DELAYS, 1):
        queue()
        row = only_row()
        assert (row.status, len(row.worker_ids)) == (Status.READY, number)
        wait = row.run_after - timezone.now()
        assert delay - timedelta(seconds=20) < wait <= delay
        # Not before its time.
        queue()
        assert len(only_row().worker_ids) == number
        due_now()
    queue()
    row = only_row()
    assert row.status == Status.FAILED
    assert row.traceback.strip().endswith("ValueError: en panne")
    assert row.args_kwargs == {"args": [], "kwargs": {}}
    assert list(retries.DELAYS) == sorted(set(retries.DELAYS))


def test_a_failed_task_gets_all_its_attempts_again(queue):
    give_up.enqueue()
    queue()
    assert only_row().status == Status.FAILED
    assert retries.retry_now(only_row())
    row = only_row()
    assert (row.status, row.worker_ids) == (Status.READY, [])
    queue()
    assert len(only_row().worker_ids) == 1


def test_giving_up_is_shown_at_once(queue):
    give_up.enqueue()
    queue()
    row = only_row()
    assert (row.status, len(row.worker_ids)) == (Status.FAILED, 1)
    assert "boîte inconnue" in row.traceback


@pytest.mark.parametrize("status", [Status.RUNNING, Status.SUCCESSFUL])
def test_what_runs_or_is_done_cannot_be_asked_for_again(queue, status):
    succeed.enqueue()
    DBTaskResult.objects.update(status=status)
    assert not retries.retry_now(only_row())
    assert only_row().status == status


def test_in_the_tests_tasks_run_at_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        fail.enqueue("tout de suite")
    [run] = callbacks
    with pytest.raises(RuntimeError, match="tout de suite"):
        run()


def test_arguments_that_are_not_json_are_refused_at_once():
    with pytest.raises(TypeError):
        succeed.enqueue(object())


def test_tasks_have_french_names():
    assert LABELS[succeed.module_path] == "Réussir"


def test_what_is_old_is_forgotten(queue):
    now = timezone.now()
    for status, days in (
        (Status.SUCCESSFUL, 8),
        (Status.SUCCESSFUL, 6),
        (Status.FAILED, 31),
        (Status.FAILED, 29),
        (Status.READY, 365),
    ):
        result = succeed.enqueue(status, days)
        DBTaskResult.objects.filter(pk=result.id).update(
            status=status, finished_at=now - timedelta(days=days)
        )
    for days in (31, 29):
        mail = OutgoingMail.objects.create(sender="a", recipients=[], subject=days, content=b"")
        OutgoingMail.objects.filter(pk=mail.pk).update(created_at=now - timedelta(days=days))
    for hours in (25, 23):
        seen = now - timedelta(hours=hours)
        Heartbeat.objects.create(name=str(hours), process="worker", seen_at=seen)
    assert housekeeping.forget_old() == {"travaux": 2, "courriels": 1, "signes de vie": 1}
    assert DBTaskResult.objects.count() == 3
    assert OutgoingMail.objects.get().subject == "29"
    assert Heartbeat.objects.get().name == "23"
