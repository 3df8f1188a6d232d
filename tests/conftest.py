"""Fixtures shared by all tests: a small network, and caches that forget between tests."""

import pytest
from django.core.cache import caches

from core import generations


@pytest.fixture(autouse=True)
def _forget_caches():
    """What a process remembers outlives a rolled-back transaction: forget it before each test."""
    generations.forget()
    for cache in caches.all():
        cache.clear()
    caches["default"].clear()
    caches["pages"].clear()
    yield


@pytest.fixture
def network(db):
    """A small collective with its sites: see `tests.factories.network.Network`."""
    from tests.factories.network import make_network

    return make_network()


@pytest.fixture
def get(client):
    """Fetch an address on a territory's own host: `get(territory, "/agenda/")`."""

    def fetch(territory, path="/", **kwargs):
        return client.get(path, headers={"host": territory.site.hostname}, **kwargs)

    return fetch
