"""The tasks of a dead worker are put back, those of a living one are left alone."""

import time
from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.tasks import TaskResultStatus as Status
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core.jobs import heartbeats, retries
from core.jobs.models import Heartbeat

from .samples import succeed

pytestmark = pytest.mark.django_db


@pytest.fixture
def claimed(queue):
    """Have a task claimed by these workers, the last of which is still at it."""

    def claim(*workers: str) -> DBTaskResult:
        result = succeed.enqueue()
        row = DBTaskResult.objects.get(pk=result.id)
        for worker in workers:
            row.claim(worker)
        return row

    return claim


def alive(name: str, seconds: float = 0, process: str = Heartbeat.WORKER) -> None:
    seen = timezone.now() - timedelta(seconds=seconds)
    Heartbeat.objects.update_or_create(name=name, defaults={"process": process, "seen_at": seen})


def test_a_worker_that_lives_keeps_its_task(claimed):
    row = claimed("vivant")
    alive("vivant", 25)
    assert heartbeats.put_back_orphans() == 0
    row.refresh_from_db()
    assert row.status == Status.RUNNING


@pytest.mark.parametrize("seconds", [31, None])
def test_the_task_of_a_dead_one_is_done_by_another(claimed, queue, seconds):
    row = claimed("mort")
    alive("vivant")
    alive("mort", process=Heartbeat.CLOCK) if seconds is None else alive("mort", seconds)
    assert heartbeats.put_back_orphans() == 1
    queue()
    row.refresh_from_db()
    assert (row.status, row.worker_ids) == (Status.SUCCESSFUL, ["mort", "test"])


def test_a_task_that_kills_each_worker_waits_then_is_shown(claimed):
    row = claimed("un", "deux")
    heartbeats.put_back_orphans()
    row.refresh_from_db()
    assert row.status == Status.READY
    assert row.run_after > timezone.now() + retries.DELAYS[0] - timedelta(seconds=20)
    for number in range(len(retries.DELAYS)):
        row.claim(f"autre {number}")
    assert heartbeats.put_back_orphans() == 0
    row.refresh_from_db()
    assert (row.status, row.traceback) == (Status.FAILED, retries.KILLED)


def test_a_task_taken_over_meanwhile_is_not_taken_again(claimed):
    stale = claimed("mort")
    DBTaskResult.objects.get(pk=stale.pk).claim("vivant")
    assert not retries.after_death(stale)


def test_a_process_says_that_it_lives_and_when():
    assert heartbeats.last_seen() == {}
    heartbeats.beat(Heartbeat.WORKER, "un")
    first = heartbeats.last_seen()[Heartbeat.WORKER]
    heartbeats.beat(Heartbeat.WORKER, "un")
    assert heartbeats.last_seen()[Heartbeat.WORKER] > first
    assert Heartbeat.CLOCK not in heartbeats.last_seen()
    assert Heartbeat.objects.count() == 1


def test_names_are_never_the_same_twice_and_fit():
    names = {heartbeats.new_name() for _ in range(20)}
    assert len(names) == 20
    assert all(len(name) <= 64 for name in names)


def test_a_pulse_survives_a_database_that_is_away(monkeypatch):
    beats = []

    def beat(process, name):
        beats.append((process, name))
        if len(beats) in (2, 3):
            raise DatabaseError("partie")

    monkeypatch.setattr(heartbeats, "EVERY", 0.01)
    monkeypatch.setattr(heartbeats, "beat", beat)
    monkeypatch.setattr(heartbeats, "put_back_orphans", lambda: 0)
    with heartbeats.Pulse(Heartbeat.WORKER, "un") as pulse:
        limit = time.monotonic() + 10
        while len(beats) < 5 and time.monotonic() < limit:
            time.sleep(0.01)
    assert len(beats) >= 5
    assert set(beats) == {(Heartbeat.WORKER, "un")}
    assert not pulse.is_alive()
