"""The admin's busiest screens: how many queries they ask, and that twice the pages ask no more."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.signal_handlers import disable_reference_index_auto_update

from core import generations
from core.models import User
from home.network.opening.provisioning import create_site
from tests.benchmarks.network import Archive, addresses
from tests.factories.territories import TerritoryFactory

MOST = 60
ROLES = ("bretagne", "ess-35", "vitre")
PAGES = 160


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


def test_a_referent_reads_her_teams_sheets_in_few_queries_however_many(archive, client):
    client.force_login(User.objects.get(username="ess-35-1"))
    url = addresses("ess-35")["ess-35"]["explorer, sheets"]
    before = len(queries(client, url))
    with disable_reference_index_auto_update():
        archive.grow(PAGES)
    generations.forget()
    assert len(queries(client, url)) == before < MOST


@pytest.mark.parametrize("role", ["region", "ess_35"])
def test_one_more_site_asks_no_more_queries(role, network, client):
    user = User.objects.create_user(role)
    user.groups.add(getattr(network, role).communication_group)
    client.force_login(user)
    screens = [reverse(name) for name in ("wagtailadmin_home", "site_health")]
    before = [len(queries(client, url)) for url in screens]
    territory = TerritoryFactory(code="redon", parent=network.ess_35)
    create_site(territory, "redon.test", 80)
    client.force_login(user)
    assert [len(queries(client, url)) for url in screens] == before
