"""Fixtures shared by all tests: a small network, and caches that forget between tests."""

import pytest
from django.core.cache import caches
from django.db import transaction

from core import generations

pytest_plugins = ["tests.database"]


@pytest.fixture(autouse=True)
def _forget_caches():
    """What a process remembers outlives a rolled-back transaction: forget it before each test."""
    generations.forget()
    for cache in caches.all():
        cache.clear()


@pytest.fixture(scope="module")
def _network_rows(django_db_setup, django_db_blocker):
    """The rows of a small network, made once a module: six sites take seconds to make.

    They stand in a transaction around the module's tests, as `TestCase.setUpTestData` does.
    """
    from tests.factories.network import make_network

    with django_db_blocker.unblock():
        generations.forget()
        outer = transaction.atomic()
        outer.__enter__()
        try:
            make_network()
            yield
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)
            generations.forget()


@pytest.fixture
def network(_network_rows, db):
    """A small collective with its sites: see `tests.factories.network.Network`."""
    from tests.factories.network import read_network

    return read_network()


@pytest.fixture
def get(client):
    """Fetch an address on a territory's own host: `get(territory, "/agenda/")`."""

    def fetch(territory, path="/", **kwargs):
        return client.get(path, headers={"host": territory.site.hostname}, **kwargs)

    return fetch
