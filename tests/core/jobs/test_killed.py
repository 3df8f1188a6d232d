"""Real workers killed with -9: nothing is lost, and nothing is done twice that a person would notice."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.engines.conftest import engine_url

from . import killing_plan
from .servers import free_port, mail_server

HERE = Path(__file__).resolve()


def run(tmp_path, database: str):
    """What `killing.py` found on a database, and the mails that arrived."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": database,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "VAR_DIR": str(tmp_path / "var"),
    }
    with mail_server(port) as box:
        done = subprocess.run(
            [sys.executable, "-m", "tests.core.jobs.killing", str(tmp_path)],
            check=False, capture_output=True, text=True, cwd=HERE.parents[3], env=environment,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    return json.loads(done.stdout.splitlines()[-1]), box.mails


def check(found, mails) -> None:
    # Killed in the middle: left as running, then done by another.
    assert found["middle"]["killed"] == -9
    assert found["middle"]["after"] == "RUNNING"
    assert found["middle"]["marks"] == ["début", "début", "fin"]
    assert found["middle"]["stopped"] == 0
    # Asked to stop: the task is finished first.
    assert found["order"] == {"code": 0, "words": "fin", "done": True}
    # Killed at any moment, in a task or between two: each mail was written once, and arrived. A second copy bears the
    # same number.
    assert found["any"]["mails_kept"] == 0
    numbers = Counter(mail["Message-ID"] for mail in mails)
    people = {mail["To"] for mail in mails}
    assert len(numbers) == len(people) == killing_plan.MAILS
    assert sum(numbers.values()) - len(numbers) <= killing_plan.KILLS


def test_on_sqlite(tmp_path):
    check(*run(tmp_path, f"sqlite:///{tmp_path / 'jobs.sqlite3'}"))


@pytest.mark.engine
def test_on_postgresql(tmp_path):
    url = engine_url("ENGINE_POSTGRES_URL")
    options = quote(f"-csearch_path={killing_plan.SCHEMA}")
    check(*run(tmp_path, f"{url}{'&' if '?' in url else '?'}options={options}"))
