"""The two commands: a worker outlives its database, a clock makes up for what was missed."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from crontask.management.commands import crontask
from django.core.management import call_command
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from core.jobs.management.commands import clock, worker
from core.jobs.models import Heartbeat


@pytest.fixture
def pulses(monkeypatch):
    """What the processes are called; they do not say that they live."""
    names = []

    def pulse(process, name):
        names.append((process, name))
        return nullcontext()

    for module in (clock, worker):
        monkeypatch.setattr(module, "Pulse", pulse)
    monkeypatch.setattr(worker, "PAUSE", 0)
    return names


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_worker_goes_on_under_another_name_when_the_database_was_away(
    queue, pulses, monkeypatch, error
):
    """What it left under way bears the former, and is put back as any dead worker's."""
    seen = []

    def handle(self, **options):
        seen.append(options)
        if len(seen) < 3:
            raise error

    monkeypatch.setattr(db_worker.Command, "handle", handle)
    call_command("worker")
    assert [name for _, name in pulses] == [options["worker_id"] for options in seen]
    assert len({name for _, name in pulses}) == 3
    assert {process for process, _ in pulses} == {Heartbeat.WORKER}
    assert (seen[0]["backend_name"], seen[0]["queue_name"]) == ("jobs", "*")
    assert seen[0]["interval"] == 1
    assert not seen[0]["reload"]


def test_another_error_ends_a_worker(queue, pulses, monkeypatch):
    def handle(self, **options):
        raise RuntimeError

    monkeypatch.setattr(db_worker.Command, "handle", handle)
    with pytest.raises(RuntimeError):
        call_command("worker")


@pytest.fixture
def ticking(pulses, monkeypatch):
    """Run a clock that ends at once; returns how the scheduler was set up, and since when it looked."""
    found = {"since": None}

    def look(since):
        found["since"] = since
        return []

    monkeypatch.setattr(clock.scheduler, "configure", lambda **options: found.update(options))
    monkeypatch.setattr(clock, "enqueue_missed", look)
    monkeypatch.setattr(
        crontask.Command, "handle", lambda self, *args, **options: found.update(options)
    )

    def run():
        call_command("clock")
        return found

    return run


@pytest.mark.django_db
def test_a_clock_looks_since_when_there_was_none(ticking):
    seen = timezone.now() - timedelta(hours=9)
    Heartbeat.objects.create(name="ancienne", process=Heartbeat.CLOCK, seen_at=seen)
    Heartbeat.objects.create(name="autre", process=Heartbeat.WORKER, seen_at=timezone.now())
    found = ticking()
    assert found["since"] == seen
    # Late rather than never; and the package's own sign of life is not for our queue.
    assert found["job_defaults"]["misfire_grace_time"] == 3600
    assert found["no_heartbeat"]


@pytest.mark.django_db
def test_the_first_clock_has_missed_nothing(ticking):
    assert ticking()["since"] is None
