"""What the clock enqueues, and when: `@every` above `@job`, in the `tasks` module of an app (django-crontask finds it)."""

from collections.abc import Callable
from datetime import datetime

from crontask import cron, scheduler
from django.db import close_old_connections, transaction
from django.tasks import Task, TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

# When each scheduled task is due, in French, by its path.
TIMES: dict[str, str] = {}


class Scheduled:
    """What the clock enqueues: a task of which there is one row, used again each time.

    A night without a worker leaves one purge to do, not a hundred; its last run stays to be read. Two clocks by
    mistake make hardly more work than one.
    """

    def __init__(self, task: Task):
        self.task, self.name = task, task.name

    def enqueue(self) -> None:
        """Called by the clock, whose thread lives for months."""
        close_old_connections()
        self.make_due()

    def make_due(self) -> None:
        """Have the task done now, unless it runs."""
        with transaction.atomic():
            rows = DBTaskResult.objects.filter(
                task_path=self.task.module_path, backend_name=self.task.backend
            )
            row = rows.select_for_update().order_by("-enqueued_at").first()
            if row is None:
                self.task.enqueue()
            elif row.status != TaskResultStatus.RUNNING:
                self._again(row)

    @staticmethod
    def _again(row: DBTaskResult) -> None:
        if row.status == TaskResultStatus.SUCCESSFUL:
            # One that fails keeps count of its attempts: the clock comes again anyway.
            row.worker_ids = []
        row.status = TaskResultStatus.READY
        row.enqueued_at, row.run_after = timezone.now(), get_date_max()
        row.save(update_fields=["status", "enqueued_at", "run_after", "worker_ids"])


def every(crontab: str, words: str) -> Callable[[Task], Task]:
    """Have the clock enqueue a task. To be written above `@job`.

    :param crontab: minute, hour, day, month and day of the week, by name (« Sun »), in France.
    :param words: the same in French, for « Travaux ».
    """

    def decorator(task: Task) -> Task:
        cron(crontab, sentry_monitor_config=None)(Scheduled(task))
        TIMES[task.module_path] = words
        return task

    return decorator


def enqueue_missed(since: datetime) -> list[str]:
    """Enqueue what was due since a date, when no clock was there. Returns the names."""
    now = timezone.now()
    missed = [job for job in scheduler.get_jobs() if _first_after(job, since) <= now]
    for job in missed:
        job.func()
    return [job.name for job in missed]


def _first_after(job, since: datetime) -> datetime:
    return job.trigger.get_next_fire_time(None, since)
