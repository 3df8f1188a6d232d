"""One host per page."""

import pytest
from wagtail.models import Site

from territories.models import FormerHost
from tests.factories.home import NewsPageFactory


def test_a_page_of_another_site_is_sent_home_for_good(network, get):
    news = NewsPageFactory(territory=network.vitre, slug="chez-nous")
    response = get(network.fougeres, "/actualites/chez-nous/")
    assert response.status_code == 301
    assert response.url == news.full_url == "http://vitre.test/actualites/chez-nous/"


def test_two_homes_are_no_home(network, get):
    NewsPageFactory(territory=network.vitre, slug="meme-nom")
    NewsPageFactory(territory=network.cornouaille, slug="meme-nom")
    assert get(network.fougeres, "/actualites/meme-nom/").status_code == 404


def test_a_draft_is_not_given_away(network, get):
    NewsPageFactory(territory=network.vitre, slug="brouillon", live=False)
    assert get(network.fougeres, "/actualites/brouillon/").status_code == 404


def test_localhost_answers_as_the_region(network, client):
    response = client.get("/", headers={"host": "localhost"})
    assert response.status_code == 200
    assert "ESS Bretagne" in response.content.decode()


def test_in_production_an_unknown_host_is_sent_to_the_region(network, client, settings):
    settings.REDIRECT_UNKNOWN_HOSTS = True
    response = client.get("/agenda/?page=2", headers={"host": "vieux-domaine.test"})
    assert response.status_code == 301
    assert response.url == "http://bretagne.test/agenda/?page=2"


def test_a_migrated_database_says_what_is_still_to_do(db, client):
    answer = client.get("/")
    assert answer.status_code == 404
    home = answer.content.decode()
    assert "Ce site n’est pas encore ouvert" in home
    assert "create_site bretagne" in home
    assert "Wagtail" not in home
    finder = client.get("/trouver/?q=rennes").content.decode()
    assert "La liste des communes manque" in finder


def test_an_empty_database_is_a_clear_404(db, client):
    Site.objects.all().delete()
    for path in ("/", "/agenda/", "/recherche/?q=test", "/trouver/?q=test", "/plan-du-site/"):
        assert client.get(path).status_code in (200, 404), path


@pytest.mark.parametrize(
    "path",
    [
        "/agenda",
        "/ressources?theme=habitat",
        "/trouver?q=35500",
        "/recherche",
        "/admin",
        "/actualites/chez-nous",
    ],
)
def test_an_address_without_its_last_bar_stays_on_its_site(network, get, path):
    NewsPageFactory(territory=network.vitre, slug="chez-nous")
    bare, question, query = path.partition("?")
    response = get(network.vitre, path)
    assert response.status_code == 301
    assert response.url == f"{bare}/{question}{query}"
    assert get(network.vitre, response.url).status_code in (200, 302)


def test_files_are_left_alone(network, get):
    assert get(network.vitre, "/favicon-inconnu.ico").status_code == 404
    assert get(network.vitre, "/robots.txt").status_code == 200


def test_a_former_host_leads_to_the_new_one_in_one_hop(network, client):
    FormerHost.objects.create(hostname="vieux.test", territory=network.vitre, same_paths=True)
    response = client.get("/agenda", headers={"host": "vieux.test"})
    assert response.status_code == 301
    assert response.url.startswith("http://vitre.test/agenda")
