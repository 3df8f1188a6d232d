"""Who is alive: worker and clock say so every few seconds, and the tasks of the dead are put back."""

import logging
import os
import socket
import threading
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connections
from django.db.models import Max
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.models import DBTaskResult

from . import BACKEND, retries
from .models import Heartbeat

logger = logging.getLogger(__name__)

# Seconds between two signs of life, and how long without any before a process counts as dead.
EVERY = 5.0
DEAD_AFTER = timedelta(seconds=30)


def new_name() -> str:
    """A name for this process that no other has or had, short enough for the queue."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{get_random_string(8)}"


def beat(process: str, name: str) -> None:
    """Say that a process is alive."""
    now = timezone.now()
    if not Heartbeat.objects.filter(name=name).update(seen_at=now):
        Heartbeat.objects.create(process=process, name=name, seen_at=now)


def last_seen() -> dict[str, datetime]:
    """When any worker, and any clock, last said that it is alive; nothing for what never did."""
    rows = Heartbeat.objects.values("process").annotate(seen=Max("seen_at"))
    return dict(rows.values_list("process", "seen"))


def put_back_orphans() -> int:
    """Put back the tasks that dead workers have left. Returns how many."""
    running = DBTaskResult.objects.running().filter(backend_name=BACKEND)
    rows = list(running.only("pk", "started_at", "worker_ids"))
    if not rows:
        return 0
    alive = set(
        Heartbeat.objects.filter(
            process=Heartbeat.WORKER, seen_at__gte=timezone.now() - DEAD_AFTER
        ).values_list("name", flat=True)
    )
    orphans = [row for row in rows if row.worker_ids[-1] not in alive]
    return sum(retries.after_death(row) for row in orphans)


class Pulse(threading.Thread):
    """Says that this process is alive, whatever long task it does. `with Pulse(…):` stops it at the end."""

    def __init__(self, process: str, name: str):
        super().__init__(name=f"pulse-{process}", daemon=True)
        self.process, self.process_name = process, name
        self._ended = threading.Event()

    def __enter__(self):
        # Before any task: whoever looks for the dead must know this process.
        beat(self.process, self.process_name)
        put_back_orphans()
        self.start()
        return self

    def __exit__(self, *error):
        self._ended.set()
        self.join(timeout=EVERY)

    def run(self) -> None:
        while not self._ended.wait(EVERY):
            try:
                close_old_connections()
                beat(self.process, self.process_name)
                put_back_orphans()
            except DatabaseError as error:
                logger.warning("%s : signe de vie manqué : %s", self.process, error)
        connections.close_all()
