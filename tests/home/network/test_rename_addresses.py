"""After a renaming, old names and addresses live on."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError

from home.network.merging.run import merge
from home.network.opening.hosts import free_host
from home.network.renaming.run import rename
from territories.finder.search import find
from territories.former.addresses import new_address
from territories.models import FormerName
from tests.factories.home import NewsPageFactory
from tests.factories.territories import CommuneFactory, EpciFactory
from tests.home.network.renaming import HOST, NEW, again, renamed

PATHS = (
    "/",
    "/agenda/?page=2",
    "/actualites/fete/",
    "/ressources/une-fiche/?q=a%20b",
    "/flux/agenda.ics",
    "/n-a-jamais-existe/",
    "/%C3%A9t%C3%A9/",
    "/robots.txt",
)


@pytest.fixture
def ask(client):
    """Where an address of an old host leads."""

    def where(url):
        host, path = re.match(r"http://([^/]+)(/.*)", url).groups()
        response = client.get(path, headers={"host": host})
        assert response.status_code == 301, url
        return response.url

    return where


def test_the_old_host_keeps_every_path(network, boss, client, ask):
    # What the old host's own pages were must not outlive the renaming.
    client.get("/agenda/?page=2", headers={"host": "vitre.test"})
    renamed(network.vitre, boss)
    found = {path: ask(f"http://vitre.test{path}") for path in PATHS}
    assert found == {path: f"http://portes.test{path}" for path in PATHS}


def test_no_path_leads_out_of_the_site(network, boss):
    renamed(network.vitre, boss)
    for path in ("//exemple.test/", "/\\exemple.test/", "/@exemple.test/"):
        assert urlsplit(new_address("vitre.test", path)).netloc == HOST, path


def test_two_renamings_are_one_hop_and_one_may_go_back(network, boss, ask, get):
    vitre = renamed(network.vitre, boss)
    vitre = renamed(vitre, boss, "trois.test", site_name="ESS pays du Trois")
    for host in ("vitre.test", HOST):
        assert ask(f"http://{host}/agenda/") == "http://trois.test/agenda/"
    vitre = renamed(vitre, boss, "vitre.test")
    assert get(vitre, "/agenda/").status_code == 200
    for host in ("trois.test", HOST):
        assert ask(f"http://{host}/agenda/") == "http://vitre.test/agenda/"


def test_a_former_host_is_its_own_territory_s_alone(network, boss):
    vitre = renamed(network.vitre, boss)
    with pytest.raises(ValidationError, match="mène à « ESS pays des Portes"):
        free_host("vitre.test", taker=network.fougeres)
    with pytest.raises(ValidationError, match="mène à"):
        free_host("vitre.test")
    assert free_host("vitre.test", taker=vitre) == "vitre.test"


def test_after_a_merger_hosts_of_before_the_renaming_remember_the_same_pages(network, boss, ask):
    for territory in (network.vitre, network.fougeres):
        NewsPageFactory(territory=territory, slug="fete", title="Fête")
    vitre = renamed(network.vitre, boss)
    merge(vitre, again(network.fougeres), boss)
    for host in ("vitre.test", HOST):
        assert (
            ask(f"http://{host}/actualites/fete/") == "http://fougeres.test/actualites/fete-vitre/"
        )
        assert ask(f"http://{host}/jamais/") == "http://fougeres.test/"
    # It has pages to remember now: nobody takes it back.
    with pytest.raises(ValidationError, match="mène à"):
        free_host("vitre.test", taker=again(network.fougeres))


@pytest.fixture
def placed(network):
    """Two communes in Vitré, one in Fougères."""
    for pays, names in ((network.vitre, ("Argentré", "Erbrée")), (network.fougeres, ("Lécousse",))):
        epci = EpciFactory(pays=pays)
        for name in names:
            CommuneFactory(name=name, epci=epci)
    return network


def found(query) -> set[str]:
    finding = find(query)
    places = [finding.place] if finding.place else [match.place for match in finding.matches]
    return {place.name for place in places if finding.state != "nothing"}


BOTH = {"Argentré", "Erbrée"}


def test_the_finder_knows_the_old_names(placed, boss, client):
    assert found("pays de vitré") == BOTH
    vitre = renamed(placed.vitre, boss)
    for query in ("Pays de Vitré", "ESS pays de vitre", "portes de bretagne", NEW["site_name"]):
        assert found(query) == BOTH, query
    page = client.get("/trouver/", {"q": "pays de vitré"}, headers={"host": HOST}).content.decode()
    assert "c’est aujourd’hui «\u202fESS pays des Portes de Bretagne\u202f»" in page.replace(
        "\xa0", "\u202f"
    )
    renamed(vitre, boss, "trois.test", name="Pays du Trois", site_name="ESS pays du Trois")
    for query in ("Pays de Vitré", "portes de bretagne", "pays du trois"):
        assert found(query) == BOTH, query


def test_the_finder_knows_the_name_of_a_merged_pays(placed, boss):
    merge(renamed(placed.vitre, boss), again(placed.fougeres), boss)
    for query in ("pays de vitré", "portes de bretagne", "pays de fougères"):
        assert found(query) == BOTH | {"Lécousse"}, query
    assert find("portes de bretagne").former_area
    assert not find("pays de fougères").former_area


def test_a_name_that_somebody_bears_now_is_no_former_one(placed, boss):
    renamed(placed.vitre, boss)
    rename(placed.fougeres, NEW | {"name": "x", "site_name": "ESS pays de Vitré"}, "f.test", boss)
    assert found("pays de vitré") == {"Lécousse"}
    assert found("pays de fougères") == {"Lécousse"}
    # Back to its own name: it is not former any more.
    rename(placed.fougeres, NEW | {"site_name": "ESS pays de Fougères"}, "f.test", boss)
    assert not FormerName.objects.filter(folded="ess pays de fougeres").exists()
