"""The admin's busiest screens: how many queries they ask, and that twice the pages ask no more."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.signal_handlers import disable_reference_index_auto_update

from core import generations
from core.models import User
from tests.benchmarks.network import Archive, addresses

MOST = 60
ROLES = ("bretagne", "ess-35", "vitre")
PAGES = 120


@pytest.fixture
def archive(network):
    with disable_reference_index_auto_update():
        archive = Archive()
        archive.people(30)
        archive.work()
        archive.grow(PAGES)
    return archive


def queries(client, url: str) -> list[str]:
    """What the second visit of a page asks the database."""
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return [query["sql"] for query in captured.captured_queries]


def asked(client) -> dict[tuple[str, str], int]:
    """Number of queries of each screen, for each role."""
    found, screens = {}, addresses(*ROLES)
    for role in ROLES:
        client.force_login(User.objects.get(username=role))
        for name, url in screens[role].items():
            found[role, name] = len(queries(client, url))
    return found


def test_few_queries_and_no_more_with_twice_the_pages(archive, client):
    before = asked(client)
    assert {key: number for key, number in before.items() if number >= MOST} == {}
    with disable_reference_index_auto_update():
        archive.grow(PAGES)
    for cache in caches.all():
        cache.clear()
    generations.forget()
    after = asked(client)
    assert {key: number for key, number in after.items() if number > before[key]} == {}
