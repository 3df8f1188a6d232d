"""A migrated database, made once per set of migrations and copied for each test run.

Running all migrations takes a minute, copying their result a few milliseconds (SQLite) or a second (PostgreSQL).
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection


def fingerprint() -> str:
    """Digest of every migration of every application, ours and others'."""
    digest = hashlib.blake2b(digest_size=8)
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(f"{config.label}{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()


class SqliteTemplate:
    """A file; each process has a copy of its own."""

    def __init__(self):
        folder = settings.VAR_DIR / "tests"
        folder.mkdir(parents=True, exist_ok=True)
        self.template = folder / f"{fingerprint()}.sqlite3"
        self.copy = folder / f"run-{os.getpid()}.sqlite3"

    def copy_out(self) -> None:
        """Give this process a copy, when there is something to copy."""
        if self.template.exists():
            shutil.copyfile(self.template, self.copy)
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(self.copy)
        connection.settings_dict["TEST"]["NAME"] = str(self.copy)

    def keep(self) -> None:
        """Keep what the migrations made, for the next run."""
        if self.template.exists():
            return
        draft = self.template.with_suffix(f".{os.getpid()}")
        connection.ensure_connection()
        with sqlite3.connect(draft) as target:
            connection.connection.backup(target)
        target.close()
        draft.replace(self.template)

    def end(self) -> None:
        connection.close()
        for path in self.copy.parent.glob(f"{self.copy.name}*"):
            path.unlink(missing_ok=True)


class PostgresTemplate:
    """A database of the same server; that of each process outlives the run (`--reuse-db`)."""

    def __init__(self):
        self.template = f"template_{fingerprint()}"

    @staticmethod
    def _exists(cursor, name: str) -> bool:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None

    def _make(self, name: str, source: str) -> None:
        """Copy a database that nobody is connected to, unless the copy or the source says no."""
        with connection._nodb_cursor() as cursor:
            if self._exists(cursor, source) and not self._exists(cursor, name):
                # Another process may have been faster.
                with suppress(ProgrammingError, IntegrityError):
                    cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')

    def copy_out(self) -> None:
        self._make(connection.creation._get_test_db_name(), self.template)

    def keep(self) -> None:
        connection.close()
        self._make(self.template, connection.settings_dict["NAME"])

    def end(self) -> None:
        pass


TEMPLATES = {"sqlite": SqliteTemplate, "postgresql": PostgresTemplate}


@pytest.fixture(scope="session")
def migrated_template(django_db_modify_db_settings_parallel_suffix):
    """How this kind of database is copied; the name of this process's own is settled before."""
    return TEMPLATES[connection.vendor]()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, migrated_template, django_db_blocker
):
    """Give this process a copy of the migrated database, when there is one."""
    with django_db_blocker.unblock():
        migrated_template.copy_out()
    yield
    with django_db_blocker.unblock():
        migrated_template.end()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, migrated_template, django_db_blocker):
    """Keep what the migrations made, for the next run."""
    with django_db_blocker.unblock():
        migrated_template.keep()
