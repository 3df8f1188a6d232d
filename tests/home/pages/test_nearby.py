"""The finder's answer tells what is coming and what may be taken up, as the territory's own site would."""

import pytest

from tests.factories.home import EventPageFactory
from tests.factories.offers import OfferPageFactory
from tests.factories.resources import ActivityPageFactory
from tests.factories.territories import CommuneFactory, EpciFactory


@pytest.fixture
def vitre(network):
    epci = EpciFactory(name="Vitré Communauté", pays=network.vitre)
    return CommuneFactory(insee="35360", name="Vitré", postcodes=["35500"], epci=epci)


@pytest.fixture
def answer(network, vitre, get):
    """The answer for Vitré, asked on another site."""
    return lambda: get(network.cornouaille, "/trouver/?commune=35360").content.decode()


def test_an_event_leads_to_the_site_that_announces_it(network, answer):
    event = EventPageFactory(territory=network.vitre, title="Soirée des voisins", is_sample=True)
    EventPageFactory(territory=network.cornouaille, title="Ailleurs")
    html = answer()
    assert f'<a href="{event.full_url}">Soirée des voisins</a>' in html
    assert "Exemple · " in html
    assert "Ailleurs" not in html
    assert 'href="http://vitre.test/agenda/"' in html


def test_a_sheet_is_read_on_the_site_where_one_asks(network, answer):
    ActivityPageFactory(
        territory=network.vitre, title="Soupe de rue", slug="soupe", summary="À deux."
    )
    html = answer()
    assert '<a href="/ressources/soupe/">Soupe de rue</a>' in html
    assert "À deux." in html


def test_the_contact_comes_first_then_the_offers(network, answer):
    offer = OfferPageFactory(title="Une heure pour votre idée", hook="J’ai une idée")
    EventPageFactory(territory=network.vitre, title="Soirée des voisins")
    html = answer()
    told = ["Nous joindre", offer.hook, "Soirée des voisins"]
    places = [html.index(words) for words in told]
    assert places == sorted(places)


def test_nothing_is_said_of_what_is_not_there(answer):
    html = answer()
    assert "À reprendre près de chez vous" not in html
    assert "<h2>Agenda</h2>" not in html


def test_the_answer_keeps_to_its_budget_of_queries(
    network, vitre, get, django_assert_max_num_queries
):
    for number in range(6):
        EventPageFactory(territory=network.vitre, title=f"Rendez-vous {number}")
        ActivityPageFactory(territory=network.vitre, title=f"Fiche {number}")
    get(network.vitre, "/trouver/?commune=35360")
    with django_assert_max_num_queries(25):
        get(network.vitre, "/trouver/?commune=35360&encore=1")
