"""The figure of a home page."""

import pytest

from resources.observatory.headline import headline_figure
from tests.factories.observatory import FigureFactory, IndicatorFactory


@pytest.fixture
def figures(network):
    common = {"producer": "Insee", "year": 2021}
    salaried = IndicatorFactory(
        code="part-emploi-salarie", name="Part de l’emploi salarié", caption="de l’emploi salarié"
    )
    jobs = IndicatorFactory(
        code="emplois", name="Emplois", unit="emplois", caption="", decimals=0, headline=2
    )
    FigureFactory(indicator=salaried, territory=network.region, value=14.5, **common)
    FigureFactory(
        indicator=salaried, place_kind="region", place_name="Pays de la Loire", value=13.2, **common
    )
    FigureFactory(indicator=jobs, territory=network.region, value=177200, **common)
    old = {"producer": "ORESS", "year": 2007}
    FigureFactory(territory=network.cornouaille, value=13.7, **old)
    FigureFactory(territory=network.region, value=13.9, **old | {"year": 2011})
    return network


def test_the_region_is_compared_with_its_like(figures):
    found = headline_figure(figures.region)
    assert (found.heading, found.value_text, found.unit) == ("L’ESS en Bretagne", "14,5", "%")
    assert found.detail == "de l’emploi salarié, soit 177\u00a0200 emplois"
    assert [(c.label, c.percent) for c in found.comparisons] == [
        ("Bretagne", "100.0"),
        ("Pays de la Loire", "91.0"),
    ]
    assert (found.year, found.producer) == ("2021", "Insee")
    assert found.scale_note == "Échelle de 0 à 14,5\u00a0%."


def test_a_pays_is_compared_with_the_region_in_the_same_source(figures):
    found = headline_figure(figures.cornouaille)
    assert found.is_own
    assert found.value_text == "13,7"
    assert [c.label for c in found.comparisons] == ["Cornouaille", "Bretagne, en 2011"]


def test_a_territory_without_a_share_shows_the_nearest_above_and_says_so(figures):
    for territory in (figures.vitre, figures.ess_35):
        found = headline_figure(territory)
        assert not found.is_own
        assert found.territory == figures.region
        assert f"Pas de chiffre publié pour {territory.site_name}." in found.scale_note


def test_other_figures_than_the_share_do_not_make_a_headline(figures):
    jobs = IndicatorFactory(code="emplois")
    FigureFactory(indicator=jobs, territory=figures.fougeres, value=3)
    assert headline_figure(figures.fougeres).territory == figures.region


def test_it_leads_to_the_observatory_of_the_same_site(figures):
    assert headline_figure(figures.cornouaille).more_url == "/observatoire/"
    assert headline_figure(figures.region).more_url == "/observatoire/"


def test_without_any_figure_there_is_none(network):
    assert headline_figure(network.vitre) is None
    assert headline_figure(None) is None


def test_a_secret_share_is_not_a_headline(network):
    FigureFactory(territory=network.region, value=None, status="secret")
    assert headline_figure(network.region) is None


def test_it_costs_nothing_the_second_time(figures, django_assert_num_queries):
    headline_figure(figures.vitre)
    with django_assert_num_queries(0):
        headline_figure(figures.vitre)


def test_a_home_page_shows_it(figures, get):
    html = get(figures.region, "/").content.decode()
    assert "177\u00a0200" in html
    assert "Les chiffres de mon territoire" in html
