"""The search suite again, the whole project being on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from .conftest import engine_url

HERE = Path(__file__).resolve().parent


@pytest.mark.engine
def test_the_search_suite_on_postgresql():
    if connection.vendor == "postgresql":
        pytest.skip("it already runs on PostgreSQL")
    url = engine_url("ENGINE_POSTGRES_URL")
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST_", "ENGINE_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(HERE / "test_search_engines.py"), "-q", "-k", "postgresql",
         "-p", "no:cacheprovider"],
        check=False, capture_output=True, text=True, cwd=HERE.parents[1],
        env=environment | {"DATABASE_URL": url, "SEARCH_URL": "database", "CI": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
