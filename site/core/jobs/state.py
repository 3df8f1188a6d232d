"""What waits, runs and failed, and who is alive: read by « Travaux » and by the health board."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.tasks import TaskResultStatus as Status
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult, get_date_max

from . import BACKEND, LABELS, heartbeats
from .mail import deliver
from .models import Heartbeat, OutgoingMail
from .schedule import TIMES

# A few missed signs of life are a busy machine.
SILENT_AFTER = timedelta(minutes=1)


@dataclass(slots=True)
class Process:
    """A worker or a clock: the last that was seen."""

    label: str
    seen: datetime | None
    # What happens without it.
    without: str

    @property
    def is_alive(self) -> bool:
        """Whether it said so a moment ago."""
        return self.seen is not None and timezone.now() - self.seen < SILENT_AFTER


@dataclass(slots=True)
class State:
    """Numbers of tasks, and the two processes."""

    processes: list[Process]
    due: int
    later: int
    running: int
    failed: int

    @property
    def is_well(self) -> bool:
        """Nothing is to be done."""
        return not self.failed and all(process.is_alive for process in self.processes)


def our_tasks() -> QuerySet[DBTaskResult]:
    """The rows of our queue."""
    return DBTaskResult.objects.filter(backend_name=BACKEND)


def _is_due() -> Q:
    return Q(run_after=get_date_max()) | Q(run_after__lte=timezone.now())


def read_state() -> State:
    """Two queries."""
    ready = Q(status=Status.READY)
    counts = our_tasks().aggregate(
        due=Count("pk", filter=ready & _is_due()),
        later=Count("pk", filter=ready & ~_is_due()),
        running=Count("pk", filter=Q(status=Status.RUNNING)),
        failed=Count("pk", filter=Q(status=Status.FAILED)),
    )
    seen = heartbeats.last_seen()
    worker = Process(
        "Exécution des travaux",
        seen.get(Heartbeat.WORKER),
        "rien ne part, ni courriel ni image ; tout attend",
    )
    clock = Process(
        "Horloge",
        seen.get(Heartbeat.CLOCK),
        "rien n’est publié à l’heure prévue, rien n’est effacé à sa date",
    )
    return State([worker, clock], **counts)


@dataclass(slots=True)
class Entry:
    """A task, as it is listed."""

    row: DBTaskResult
    about: str = ""
    # When it is due again; nothing when it is due.
    due_at: datetime | None = field(init=False)

    def __post_init__(self):
        later = self.row.status == Status.READY and self.row.run_after != get_date_max()
        self.due_at = self.row.run_after if later else None

    @property
    def label(self) -> str:
        """What it does, in French."""
        return label_of(self.row.task_path)

    @property
    def attempts(self) -> int:
        """How often it was tried."""
        return len(self.row.worker_ids)

    @property
    def why(self) -> str:
        """Why it failed the last time: the end of what Python says."""
        return self.row.traceback.strip().rsplit("\n", 1)[-1]

    @property
    def when(self) -> str:
        """When the clock enqueues it."""
        return TIMES.get(self.row.task_path, "")


def label_of(path: str) -> str:
    """What a task does, in French; its path, when its code is gone."""
    if path not in LABELS:
        try:
            import_string(path)
        except ImportError:
            return path
    return LABELS.get(path, path)


def entries(rows: Iterable[DBTaskResult]) -> list[Entry]:
    """Rows with what they are about. One query for all the mails."""
    rows = list(rows)
    mails = OutgoingMail.objects.defer("content").in_bulk(
        [_first_argument(row) for row in rows if row.task_path == deliver.module_path]
    )
    by_key = {str(key): mail for key, mail in mails.items()}
    found = []
    for row in rows:
        argument = str(_first_argument(row) or "")
        if mail := by_key.get(argument):
            argument = f"« {mail.subject} », à {', '.join(mail.recipients)}"
        found.append(Entry(row, argument))
    return found


def _first_argument(row: DBTaskResult) -> Any:
    return next(iter(row.args_kwargs["args"]), None)
