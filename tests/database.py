"""A migrated SQLite database, made once per set of migrations and copied for each test run.

Running Wagtail's migrations takes half a minute, copying their result a few milliseconds. Other
databases keep pytest-django's own way (`--reuse-db`).
"""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection


def fingerprint() -> str:
    """Digest of every migration of every application, ours and others'."""
    digest = hashlib.blake2b(digest_size=8)
    for config in apps.get_app_configs():
        for path in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(f"{config.label}{path.name}".encode() + path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """Give this process a copy of the migrated database, when there is one."""
    if connection.vendor != "sqlite":
        yield
        return
    folder = settings.VAR_DIR / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    template, copy = folder / f"{fingerprint()}.sqlite3", folder / f"run-{os.getpid()}.sqlite3"
    if template.exists():
        shutil.copyfile(template, copy)
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(copy)
    connection.settings_dict["TEST"]["NAME"] = str(copy)
    yield
    connection.close()
    for path in folder.glob(f"{copy.name}*"):
        path.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Keep what the migrations made, for the next run."""
    if connection.vendor == "sqlite":
        template = settings.VAR_DIR / "tests" / f"{fingerprint()}.sqlite3"
        if not template.exists():
            with django_db_blocker.unblock():
                connection.ensure_connection()
                draft = template.with_suffix(f".{os.getpid()}")
                with sqlite3.connect(draft) as target:
                    connection.connection.backup(target)
                target.close()
                draft.replace(template)
