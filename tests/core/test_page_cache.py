"""Whole pages are kept for visitors, and forgotten by the sites concerned only."""

import pytest

from core.models import User
from tests.factories.home import NewsPageFactory
from territories.models import Diffusion, TerritorySettings


def is_kept(response) -> bool:
    return "ETag" in response.headers


@pytest.fixture
def warm(network, get):
    """Both sites' news lists, fetched once."""
    for territory in (network.vitre, network.fougeres):
        assert is_kept(get(territory, "/actualites/"))


def test_a_kept_page_costs_no_query(network, get, warm, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert get(network.vitre, "/actualites/").status_code == 200


def test_publication_empties_its_own_site_only(network, get, warm, django_assert_num_queries):
    news = NewsPageFactory(territory=network.vitre, title="Une nouvelle", live=False)
    news.save_revision().publish()
    assert "Une nouvelle" in get(network.vitre, "/actualites/").content.decode()
    with django_assert_num_queries(0):
        get(network.fougeres, "/actualites/")


def test_diffusion_empties_the_receiving_site(network, get, warm):
    news = NewsPageFactory(territory=network.vitre, title="Une nouvelle")
    assert "Une nouvelle" not in get(network.fougeres, "/actualites/").content.decode()
    Diffusion.objects.create(page=news, territory=network.fougeres, state="accepted")
    assert "Une nouvelle" in get(network.fougeres, "/actualites/").content.decode()


def test_settings_empty_the_site_and_those_below(network, get, django_assert_num_queries):
    get(network.vitre)
    get(network.cornouaille)
    settings = TerritorySettings.for_site(network.ess_35.site)
    settings.phone = "02 00 00 00 00"
    settings.save()
    with django_assert_num_queries(0):
        get(network.cornouaille)
    assert is_kept(get(network.vitre))


def test_a_territory_s_new_name_shows_everywhere(network, get):
    get(network.cornouaille)
    network.vitre.short_name = "Nouveau nom"
    network.vitre.save()
    assert "Nouveau nom" in get(network.cornouaille).content.decode()


def test_who_is_signed_in_neither_gets_nor_makes_a_kept_page(network, client, get):
    user = User.objects.create_superuser("admin", "", "secret")
    client.force_login(user)
    assert not is_kept(get(network.vitre))
    client.logout()
    assert is_kept(get(network.vitre))


def test_answers_are_compressed_and_revalidated(network, client):
    host = network.vitre.site.hostname
    first = client.get("/", headers={"host": host, "accept-encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    known = {"host": host, "if-none-match": first.headers["ETag"]}
    again = client.get("/", headers=known)
    assert again.status_code == 304
    assert again.content == b""


def test_errors_and_redirects_are_not_kept(network, get):
    assert not is_kept(get(network.vitre, "/rien/"))
    assert not is_kept(get(network.vitre, "/agenda"))
