"""After a merger, old addresses live on."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.network.merging.run import merge
from territories.models import Diffusion, FormerAddress, Territory

State = Diffusion.State
# Path on the host of the pays that went → path on the host of the one that stays.
LEADS = {
    "/": "/",
    "/?utm=lettre": "/?utm=lettre",
    "/actualites/": "/actualites/",
    "/actualites/?page=2": "/actualites/?page=2",
    "/actualites/fete/": "/actualites/fete/",
    "/actualites/fete": "/actualites/fete/",
    "/actualites/assemblee/": "/actualites/assemblee-fougeres/",
    "/nous-connaitre/lieux/halle/": "/nous-connaitre/lieux/halle/",
    "/mentions-legales/credits/": "/mentions-legales/credits/",
    "/mentions-legales/": "/mentions-legales/",
    "/agenda/marche/": "/agenda/marche/",
    "/actualites/brouillon/": "/",
    "/vieux/": "/actualites/fete/",
    "/ressources/": "/ressources/",
    "/ressources/une-fiche/?q=a%20b": "/ressources/une-fiche/?q=a%20b",
    "/flux/nouvelles/": "/flux/nouvelles/",
    "/flux/agenda.ics": "/flux/agenda.ics",
    "/recherche/?q=laine": "/recherche/?q=laine",
    "/robots.txt": "/robots.txt",
    "/n-a-jamais-existe/": "/",
    "/etre-accompagne-autrement/": "/",
}


@pytest.fixture
def old(rich, boss, client):
    """Ask the host of the pays that went."""
    Redirect.objects.create(
        old_path="/vieux", site=rich.fougeres.site, redirect_page=Page.objects.get(slug="fete")
    )
    Redirect.objects.create(
        old_path="/ailleurs", site=rich.fougeres.site, redirect_link="https://exemple.test/x"
    )
    # A kept page of the old host must not outlive the merger.
    assert client.get("/", headers={"host": "fougeres.test"}).status_code == 200
    merge(rich.fougeres, rich.vitre, boss)

    def ask(path, host="fougeres.test"):
        response = client.get(path, headers={"host": host})
        assert response.status_code == 301, path
        return response.url

    return ask


def test_every_old_address_leads_to_the_new_one(old):
    found = {path: old(path).removeprefix("http://vitre.test") for path in LEADS}
    assert found == LEADS


def test_old_addresses_answer_what_they_did(old, client):
    assert old("/ailleurs/") == "https://exemple.test/x"
    for address in FormerAddress.objects.exclude(page=None):
        url = old(address.path)
        assert (
            client.get(
                url.removeprefix("http://vitre.test"), headers={"host": "vitre.test"}
            ).status_code
            == 200
        )


def test_a_chain_of_mergers_is_one_hop(old, rich, boss):
    vitre = Territory.objects.get(code="vitre")
    merge(vitre, rich.cornouaille, boss)
    assert old("/actualites/fete/") == "http://cornouaille.test/actualites/fete/"
    assert old("/mentions-legales/") == "http://cornouaille.test/mentions-legales/"
    assert old("/ressources/") == "http://cornouaille.test/ressources/"
    assert old("/", host="vitre.test") == "http://cornouaille.test/"
    assert {t.succeeded_by.code for t in Territory.objects.filter(is_active=False)} == {
        "cornouaille"
    }


def test_an_address_follows_its_page_wherever_it_goes(old, rich):
    fete = Page.objects.get(slug="fete").specific
    fete.slug = "fete-de-la-laine"
    fete.save()
    assert old("/actualites/fete/") == "http://vitre.test/actualites/fete-de-la-laine/"
    fete.unpublish()
    assert old("/actualites/fete/") == "http://vitre.test/"
