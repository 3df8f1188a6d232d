"""Tasks whose only effects are rows: done and marked as done in one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.tasks import Task, TaskContext, TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from . import SOON, job


def atomic_job(label: str) -> Callable[[Callable[..., None]], Task]:
    """Declare a task that is never done twice, even when its worker is killed in the middle.

    What writes a mail is one: the mail is a row (`core.jobs.mail`), so nobody gets it twice.
    """

    def decorator(function: Callable[..., None]) -> Task:
        @wraps(function)
        def body(context: TaskContext, *args: Any, **kwargs: Any) -> None:
            with transaction.atomic():
                function(*args, **kwargs)
                # In the tests, tasks have no row.
                if hasattr(context.task_result, "db_result"):
                    DBTaskResult.objects.filter(pk=context.task_result.id).update(
                        status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now()
                    )

        del body.__wrapped__  # Django looks for the context in the signature
        return job(label, takes_context=True, priority=SOON)(body)

    return decorator
