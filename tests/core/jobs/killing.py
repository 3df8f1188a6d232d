"""Workers that are killed with -9: run by `test_killed.py` in a process of its own, which forks them.

The database is that of `DATABASE_URL`, the mail server that of `EMAIL_URL`; what is found is printed as JSON.
"""

import json
import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from core.jobs import heartbeats, retries  # noqa: E402
from core.jobs.models import Heartbeat, OutgoingMail  # noqa: E402
from tests.core.jobs import samples  # noqa: E402
from tests.core.jobs.killing_plan import KILLS, MAILS, SCHEMA  # noqa: E402

PATIENCE = 60.0

# A tenth of the real times and less.
heartbeats.EVERY, heartbeats.DEAD_AFTER = 0.1, timedelta(seconds=1)
retries.DELAYS = (timedelta(seconds=0.2),) * (KILLS + 2)


def make_tables() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
    with connection.schema_editor() as editor:
        for model in (DBTaskResult, Heartbeat, OutgoingMail):
            editor.create_model(model)


def start_worker() -> int:
    """Fork one; returns its process id."""
    connections.close_all()
    if pid := os.fork():
        return pid
    try:
        call_command("worker", interval=0.02, startup_delay=False)
    finally:
        os._exit(0)


def end(pid: int, how: int) -> int:
    """Send a signal; returns with what the process ended: its code, or minus the signal."""
    os.kill(pid, how)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def wait_for(condition) -> None:
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            rows = DBTaskResult.objects.values_list(
                "task_path", "status", "worker_ids", "traceback"
            )
            sys.exit(f"Trop long : {list(rows)}")
        time.sleep(0.05)


def is_done(result) -> bool:
    return DBTaskResult.objects.get(pk=result.id).status == "SUCCESSFUL"


def killed_in_the_middle(folder: Path) -> dict:
    """The task itself kills its worker, the first time."""
    marks = folder / "marques"
    result = samples.die_once.enqueue(str(marks))
    worker = start_worker()
    code = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    after = DBTaskResult.objects.get(pk=result.id).status
    worker = start_worker()
    wait_for(lambda: is_done(result))
    return {
        "killed": code,
        "after": after,
        "marks": marks.read_text().split(),
        "stopped": end(worker, signal.SIGTERM),
    }


def stopped_in_order(folder: Path) -> dict:
    """A worker that is asked to stop ends its task first."""
    path = folder / "long"
    result = samples.last.enqueue(str(path), 0.5)
    worker = start_worker()
    wait_for(path.exists)
    code = end(worker, signal.SIGTERM)
    return {"code": code, "words": path.read_text(), "done": is_done(result)}


def killed_at_any_moment() -> dict:
    """Tasks that write mails, and mails, while workers die at random."""
    chance = random.Random(13)
    for number in range(MAILS):
        samples.write_once.enqueue(f"n{number}@exemple.test")
    for _ in range(KILLS):
        worker = start_worker()
        time.sleep(chance.uniform(0.02, 0.25))
        end(worker, signal.SIGKILL)
    left = DBTaskResult.objects.exclude(status="SUCCESSFUL")
    worker = start_worker()
    wait_for(lambda: not left.exists())
    end(worker, signal.SIGTERM)
    return {"mails_kept": OutgoingMail.objects.count()}


def main(folder: Path) -> None:
    make_tables()
    found = {
        "middle": killed_in_the_middle(folder),
        "order": stopped_in_order(folder),
        "any": killed_at_any_moment(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
