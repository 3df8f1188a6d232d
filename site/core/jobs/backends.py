"""The queue of the tests: tasks are done at once, when the transaction that asked for them is committed."""

from functools import partial

from django.db import transaction
from django.tasks.backends.immediate import ImmediateBackend
from django.utils.json import normalize_json


class AtCommitBackend(ImmediateBackend):
    """As with a worker, a task sees what is committed, and nothing that was rolled back is done.

    :raises RuntimeError: at commit, with the traceback of a task that fails.
    """

    def enqueue(self, task, args, kwargs) -> None:  # type: ignore[override]
        # Refuse at once what the database could not keep.
        args, kwargs = normalize_json(args), normalize_json(kwargs)
        transaction.on_commit(partial(self._run, task, args, kwargs))

    def _run(self, task, args, kwargs) -> None:
        for error in super().enqueue(task, args, kwargs).errors:
            raise RuntimeError(error.traceback)
