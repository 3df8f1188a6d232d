"""/trouver/ on every host: the answer, the question, the message; never an error page."""

import pytest

from territories.finder.nearby import register_nearby, unregister_nearby
from territories.models import Contact
from tests.factories.territories import CommuneFactory, ContactFactory, EpciFactory


@pytest.fixture
def places(network):
    """Vitré in its EPCI, two communes sharing a postcode, one commune in no pays."""
    epci = EpciFactory(name="Vitré Communauté", pays=network.vitre)
    other = EpciFactory(name="Fougères Agglomération", pays=network.fougeres)
    CommuneFactory(insee="35360", name="Vitré", postcodes=["35500"], epci=epci)
    CommuneFactory(insee="35162", name="Louvigné", postcodes=["35680"], epci=epci, former=["Mecé"])
    CommuneFactory(insee="35001", name="Beaucé", postcodes=["35133"], epci=other)
    CommuneFactory(insee="35002", name="Billé", postcodes=["35133"], epci=other)
    CommuneFactory(insee="35999", name="Entre-Deux", postcodes=["35999"])
    return epci


def page(get, territory, query=""):
    response = get(territory, f"/trouver/{query}")
    return response, response.content.decode()


def test_the_form_stands_alone(network, get):
    response, html = page(get, network.cornouaille)
    assert response.status_code == 200
    assert "ESS pays de Cornouaille" in html
    assert 'name="q"' in html


def test_the_answer_names_the_site_the_epci_and_the_groupement(network, get, places):
    _response, html = page(get, network.cornouaille, "?q=vitre")
    assert '<a href="http://vitre.test/">ESS pays de Vitré</a>' in html
    assert "Vitré Communauté" in html
    assert '<a href="http://ess-35.test/">ESS 35</a>' in html
    assert 'content="noindex, follow"' in html


def test_one_is_told_to_be_on_the_right_site(network, get, places):
    _response, html = page(get, network.vitre, "?commune=35360")
    assert "Vous êtes sur le bon site" in html


def test_contacts_come_in_order(network, get, places):
    ContactFactory(name="Accueil du pôle", territory=network.vitre)
    ContactFactory(
        name="Déléguée de secteur",
        role=Contact.Role.DELEGATE,
        territory=network.ess_35,
        epcis=[places],
        email="delegue@example.org",
    )
    ContactFactory(name="Pas encore d'accord", territory=network.vitre, is_published=False)
    ContactFactory(name="Déléguée d'ailleurs", territory=network.vitre, epcis=[EpciFactory()])
    _response, html = page(get, network.vitre, "?q=35500")
    assert html.index("Déléguée de secteur") < html.index("Accueil du pôle")
    assert html.index("Accueil du pôle") < html.index("http://vitre.test/contact/")
    assert "mailto:delegue@example.org" in html
    assert "Pas encore" not in html
    assert "ailleurs" not in html


def test_a_shared_postcode_asks_and_says_when_it_does_not_matter(network, get, places):
    _response, html = page(get, network.vitre, "?q=35133")
    assert "/trouver/?commune=35001" in html
    assert "/trouver/?commune=35002" in html
    assert "votre interlocuteur est le même" in html


def test_a_former_commune_is_said_in_words(network, get, places):
    _response, html = page(get, network.vitre, "?q=mecé")
    assert "Mecé fait aujourd’hui partie de la commune" in html


def test_the_region_answers_for_a_commune_in_no_pays(network, get, places):
    _response, html = page(get, network.vitre, "?q=entre-deux")
    assert "Aucun site de pays ne couvre encore cette commune" in html
    assert '<a href="http://bretagne.test/">ESS Bretagne</a>' in html


def test_a_pays_without_a_site_is_answered_by_its_groupement(network, get, places):
    network.vitre.site.delete()
    _response, html = page(get, network.cornouaille, "?commune=35360")
    assert '<a href="http://ess-35.test/">ESS 35</a>' in html


@pytest.mark.parametrize(
    ("query", "status", "expected"),
    [
        ("?q=", 200, "Tapez le nom de votre commune"),
        ("?q=%20%20", 200, "Tapez le nom de votre commune"),
        ("?q=" + "x" * 10_000, 200, "C’est trop long"),
        ("?q=%00", 200, "Tapez le nom de votre commune"),
        ("?q=vitre%00", 200, "Vitré"),
        ("?q=%F0%9F%98%80", 200, "Aucune commune de Bretagne"),
        ("?q=%FF%FE", 200, "Aucune commune de Bretagne"),
        ("?q=%3Cscript%3E", 200, "&lt;script&gt;"),
        ("?q=35042", 200, "Ille-et-Vilaine"),
        ("?q=75001", 200, "75001 n’est pas un code postal de Bretagne"),
        ("?commune=99999", 404, "Aucune commune de Bretagne"),
        ("?commune=%00", 404, "Aucune commune de Bretagne"),
        ("?q=vitre&page=abc&inconnu=1", 200, "Vitré"),
        ("?inconnu=1", 200, "Trouver mon interlocuteur"),
    ],
)
def test_bad_input_gets_a_clear_answer(network, get, places, query, status, expected):
    response, html = page(get, network.vitre, query)
    assert response.status_code == status
    assert expected in html
    assert "<script>" not in html


def test_what_was_typed_is_kept(network, get, places):
    _response, html = page(get, network.vitre, "?q=Vitr%C3%A9e-sur-Mer")
    assert 'value="Vitrée-sur-Mer"' in html


def test_it_is_read_only(network, client):
    response = client.post(
        "/trouver/",
        {"q": "vitre"},
        headers={"host": network.vitre.site.hostname, "sec-fetch-site": "same-origin"},
    )
    assert response.status_code == 405


def test_suggestions(network, get, places):
    response = get(network.vitre, "/trouver/suggestions/?q=vit")
    assert response.json() == {
        "suggestions": [
            {
                "label": "Vitré",
                "value": "Vitré",
                "detail": "35500 · ESS pays de Vitré",
                "url": "/trouver/?commune=35360",
            }
        ]
    }
    for query in ("", "?q=", "?q=%00", "?q=" + "x" * 10_000, "?autre=1"):
        assert get(network.vitre, f"/trouver/suggestions/{query}").json() == {"suggestions": []}


def test_what_is_there_comes_from_the_apps_above(network, get, places):
    @register_nearby
    def something(territory, request):
        items = [{"title": f"Rencontre chez {territory.short_name}", "url": "/agenda/x/"}]
        return {"title": "Agenda d'essai", "items": items, "more_url": "/agenda/"}

    @register_nearby
    def nothing(territory, request):
        return {"title": "Rien du tout", "items": []}

    try:
        _response, html = page(get, network.cornouaille, "?q=vitre")
    finally:
        unregister_nearby(something)
        unregister_nearby(nothing)
    assert "Rencontre chez Vitré" in html
    assert "Rien du tout" not in html


def test_few_queries(network, get, places, django_assert_max_num_queries):
    page(get, network.vitre, "?q=louvigne")  # what a process remembers is remembered
    with django_assert_max_num_queries(12):
        page(get, network.vitre, "?q=vitre")
