"""Fixtures shared by all tests: a small network, and caches that forget between tests."""

import pytest
from django.core.cache import caches
from django.db import transaction
from django_tasks_db.management.commands import db_worker

from core import generations

pytest_plugins = ["tests.database"]


@pytest.fixture(autouse=True)
def _forget_caches():
    """What a process remembers outlives a rolled-back transaction: forget it before each test."""
    generations.forget()
    for cache in caches.all():
        cache.clear()


class KeptNetwork:
    """The rows of a small network, kept from one file of tests to the next: six sites take seconds to make.

    They stand in a transaction around the tests, as `TestCase.setUpTestData` does, which ends before any test
    that does not ask for them.
    """

    def __init__(self):
        self._outer = self._blocker = None

    def open(self, blocker) -> None:
        """Make them, if they are not there. `blocker`: pytest-django's, asked again to undo them."""
        from tests.factories.network import make_network

        if self._outer is None:
            generations.forget()
            self._blocker = blocker
            self._outer = transaction.atomic()
            self._outer.__enter__()
            make_network()

    def close(self) -> None:
        """Undo them, if they are there."""
        if self._outer is None:
            return
        with self._blocker.unblock():
            transaction.set_rollback(True)
            outer, self._outer = self._outer, None
            outer.__exit__(None, None, None)
            generations.forget()


kept_network = KeptNetwork()
ROWS = "_network_rows"


def pytest_collection_modifyitems(items):
    """Tests that ask for the network come together, after the others."""
    items.sort(key=lambda item: ROWS in item.fixturenames)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before the fixtures of a test, of its file too."""
    if ROWS not in item.fixturenames:
        kept_network.close()


@pytest.fixture(scope="session")
def _network_ends(django_db_setup):
    """Before the database itself goes."""
    yield
    kept_network.close()


@pytest.fixture(scope="module")
def _network_rows(_network_ends, django_db_blocker):
    with django_db_blocker.unblock():
        kept_network.open(django_db_blocker)
        yield


@pytest.fixture
def network(_network_rows, db):
    """A small collective with its sites: see `tests.factories.network.Network`."""
    from tests.factories.network import read_network

    return read_network()


@pytest.fixture
def queue(settings, db, monkeypatch):
    """Tasks and mails wait, as in production; `queue()` has a worker do what is due."""
    # The connection is that of the test, in its transaction.
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    settings.TASKS = settings.TASKS | {
        "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}
    }
    settings.MAILERS = settings.MAILERS | {"default": {"BACKEND": "core.jobs.mail.EmailBackend"}}

    def work() -> None:
        db_worker.Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="jobs",
            startup_delay=False,
            max_tasks=None,
            worker_id="test",
            excluded_queue_names=[],
        ).run()

    return work


@pytest.fixture
def get(client):
    """Fetch an address on a territory's own host: `get(territory, "/agenda/")`."""

    def fetch(territory, path="/", **kwargs):
        return client.get(path, headers={"host": territory.site.hostname}, **kwargs)

    return fetch
