"""What is done outside of requests, by the worker: a queue in the database (decision 0095).

    @job("Lire un document")
    def read_document(pk: int) -> None: ...

    read_document.enqueue(document.pk)

The row is committed, or rolled back, with the transaction around it. A task may be done twice (its worker was
killed at the last moment): it must bear that. A task that writes nothing but rows is declared with `atomic_job`
(`core.jobs.atomic`) and done once. Arguments are JSON; they are erased once the task is done.
"""

from collections.abc import Callable

from django.tasks import Task, task

BACKEND = "jobs"

# Mails first, pictures last: nobody waits for those (`job(…, priority=…)`).
SOON, LATER = 50, -50

# What each task is called in « Travaux », by its path.
LABELS: dict[str, str] = {}


def job(label: str, **options) -> Callable[[Callable], Task]:
    """Declare a task of ours: Django's decorator, on our backend.

    :param label: what it does, in French, as « Travaux » lists it.
    :param options: of `django.tasks.task`.
    """

    def decorator(function: Callable) -> Task:
        declared = task(function, backend=BACKEND, **options)
        LABELS[declared.module_path] = label
        return declared

    return decorator
