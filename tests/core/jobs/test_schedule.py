"""The clock: each command once, one row for each, and what was missed is made up for."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from crontask import scheduler
from django.conf import settings
from django.core.management import get_commands
from django.tasks import TaskResultStatus as Status
from django_tasks_db.models import DBTaskResult

from core import tasks
from core.jobs import LABELS, schedule
from core.jobs.schedule import Scheduled

from .samples import fail, succeed

COMMANDS = ("publish_scheduled", "purge_personal_data", "update_index")


@pytest.fixture
def called(monkeypatch):
    names = []
    monkeypatch.setattr(tasks, "call_command", lambda name, **options: names.append(name))
    return names


def test_each_task_is_listed_once_with_its_names():
    jobs = [job.func.__self__.task.module_path for job in scheduler.get_jobs()]
    assert sorted(jobs) == sorted(set(jobs)) == sorted(schedule.TIMES)
    assert set(jobs) <= set(LABELS)


def test_each_command_is_called_by_one_task(called, monkeypatch):
    engine = type("Engine", (), {"catch_indexing_errors": True})
    monkeypatch.setattr(tasks, "get_search_backends", lambda: [engine])
    monkeypatch.setattr(tasks.housekeeping, "forget_old", dict)
    for job in scheduler.get_jobs():
        job.func.__self__.task.func()
    assert sorted(called) == sorted(COMMANDS)
    assert set(COMMANDS) <= set(get_commands())


def test_the_database_s_own_index_needs_no_repair(called):
    tasks.repair_search_index.func()
    assert called == []


def test_the_administrator_reads_the_same(settings):
    told = Path(settings.BASE_DIR, "docs/operation.md").read_text()
    for command in COMMANDS:
        assert re.search(rf"\| `(manage.py )?{command}`.*\|", told), command


def test_times_are_those_of_france():
    [job] = [job for job in scheduler.get_jobs() if job.name == "purge_personal_data"]
    due = job.trigger.get_next_fire_time(None, datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert str(due.tzinfo) == settings.TIME_ZONE
    assert (due.hour, due.minute) == (3, 10)


@pytest.mark.django_db
def test_a_night_without_a_worker_leaves_one_task(queue):
    scheduled = Scheduled(succeed)
    for _ in range(3):
        scheduled.make_due()
    queue()
    row = DBTaskResult.objects.get()
    assert (row.status, len(row.worker_ids)) == (Status.SUCCESSFUL, 1)
    scheduled.make_due()
    queue()
    row = DBTaskResult.objects.get()
    assert (row.status, len(row.worker_ids)) == (Status.SUCCESSFUL, 1)


@pytest.mark.django_db
def test_one_that_fails_is_tried_each_time_and_counts_its_attempts(queue):
    scheduled = Scheduled(fail)
    for number in range(1, 4):
        scheduled.make_due()
        queue()
        assert len(DBTaskResult.objects.get().worker_ids) == number


@pytest.mark.django_db
def test_one_that_runs_is_left_alone(queue):
    scheduled = Scheduled(succeed)
    scheduled.make_due()
    DBTaskResult.objects.get().claim("vivant")
    scheduled.make_due()
    assert DBTaskResult.objects.get().status == Status.RUNNING


@pytest.mark.parametrize(
    ("hours", "names"),
    [
        (0, set()),
        (1, {"publish_scheduled"}),
        (24, {"publish_scheduled", "purge_personal_data", "forget_old_jobs"}),
        (24 * 7, {task.rsplit(".", 1)[1] for task in schedule.TIMES}),
    ],
)
def test_what_no_clock_did_is_made_up_for(monkeypatch, hours, names):
    done = []
    monkeypatch.setattr(Scheduled, "make_due", lambda self: done.append(self.name))
    monkeypatch.setattr(schedule, "close_old_connections", lambda: None)
    now = datetime(2026, 7, 1, 12, 2, tzinfo=UTC)
    monkeypatch.setattr(schedule.timezone, "now", lambda: now)
    assert set(schedule.enqueue_missed(now - timedelta(hours=hours))) == set(done) == names
