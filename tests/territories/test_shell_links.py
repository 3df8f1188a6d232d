"""Links of the shell that apps above register."""

import pytest

from territories.shell import links
from territories.shell.chrome import chrome_for


@pytest.fixture
def _empty(monkeypatch):
    monkeypatch.setattr(links, "_links", {place: [] for place in links.PLACES})


@pytest.mark.usefixtures("_empty")
class TestRegistry:
    def test_by_rank_and_only_pages_that_stand(self):
        links.register_link("footer", 2, title="Flux", url="/flux/")
        links.register_link("footer", 1, slug="actualites")
        links.register_link("footer", 0, slug="absente")
        pages = {"actualites": {"title": "Actualités", "url": "/actualites/"}}

        assert links.links_of("footer", pages.get) == [
            {"title": "Actualités", "url": "/actualites/"},
            {"title": "Flux", "url": "/flux/"},
        ]
        assert links.links_of("legal", pages.get) == []

    def test_there_are_two_lists(self):
        with pytest.raises(KeyError):
            links.register_link("header", 0, slug="actualites")


@pytest.mark.usefixtures("network")
def test_every_site_has_what_its_apps_register(network):
    chrome = chrome_for(network.vitre.site, "/")

    assert chrome["search_url"] == "/recherche/"
    assert chrome["finder_url"] == "/trouver/"
    assert chrome["legal_links"][-1] == {"title": "Plan du site", "url": "/plan-du-site/"}
    urls = [link["url"] for link in chrome["footer_links"]]
    assert urls[-2:] == ["/flux/nouvelles/", "/flux/agenda.ics"]
