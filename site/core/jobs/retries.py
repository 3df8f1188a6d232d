"""Another attempt at a task that failed, or whose worker died: after a growing delay, a stated number of times."""

from datetime import timedelta

from django.tasks import TaskResultStatus
from django.tasks.signals import task_finished
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from . import BACKEND

# How long to wait before each new attempt: fifteen hours without a mail server lose no mail.
DELAYS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 2 * 60, 4 * 60, 8 * 60))
KILLED = "Le processus qui faisait ce travail s’est arrêté avant la fin."


class GiveUpError(Exception):
    """Raised by a task that another attempt would not help: it is shown as failed at once."""


GIVEN_UP = f"{GiveUpError.__module__}.{GiveUpError.__qualname__}"


def after_failure(row: DBTaskResult) -> bool:
    """Put a task that raised back in the queue, with a delay. Returns whether another attempt is left."""
    attempts = len(row.worker_ids)
    if attempts > len(DELAYS) or row.exception_class_path == GIVEN_UP:
        return False
    run_after = timezone.now() + DELAYS[attempts - 1]
    return _put_back(row, TaskResultStatus.FAILED, run_after)


def after_death(row: DBTaskResult) -> bool:
    """Put a task whose worker died back: the first time without delay, since it is hardly the cause."""
    attempts = len(row.worker_ids)
    if attempts > len(DELAYS):
        DBTaskResult.objects.filter(
            pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
        ).update(status=TaskResultStatus.FAILED, finished_at=timezone.now(), traceback=KILLED)
        return False
    run_after = timezone.now() + DELAYS[attempts - 2] if attempts > 1 else get_date_max()
    return _put_back(row, TaskResultStatus.RUNNING, run_after, traceback=KILLED)


def _put_back(row: DBTaskResult, status: str, run_after, **changes) -> bool:
    """Unless somebody else did, or it runs again already."""
    same = DBTaskResult.objects.filter(pk=row.pk, status=status, started_at=row.started_at)
    return bool(same.update(status=TaskResultStatus.READY, run_after=run_after, **changes))


def retry_now(row: DBTaskResult) -> bool:
    """Give a failed task all its attempts again, or one that waits its turn at once."""
    rows = DBTaskResult.objects.filter(
        pk=row.pk, status__in=[TaskResultStatus.FAILED, TaskResultStatus.READY]
    )
    return bool(rows.update(status=TaskResultStatus.READY, run_after=get_date_max(), worker_ids=[]))


def on_finished(task_result, **kwargs) -> None:
    """Signal handler: erase what a task was about once it is done; try again what failed."""
    row = getattr(task_result, "db_result", None)
    if row is None or row.backend_name != BACKEND:
        return
    if task_result.status == TaskResultStatus.SUCCESSFUL:
        DBTaskResult.objects.filter(pk=row.pk).update(
            args_kwargs={"args": [], "kwargs": {}}, return_value=None
        )
    else:
        after_failure(row)


def connect() -> None:
    """Listen to the end of each task; called once, when all apps are ready."""
    task_finished.connect(on_finished, dispatch_uid="core.jobs.retries")
