"""The observatory's pages: what is shown, where, and with which words."""

from datetime import date

import pytest
from django.utils import timezone

from resources.observatory.models import Figure
from resources.observatory.overview import overview
from resources.observatory.queries import nearest_with_figures, territories_with_figures
from tests.factories.home import section
from tests.factories.observatory import FigureFactory, IndicatorFactory

OLD = {"producer": "ORESS", "year": 2007, "published_year": 2013}


@pytest.fixture
def figures(network):
    """A series of three pays, the region's landmarks, and families."""
    for place, value in (("cornouaille", 13.7), ("vitre", 12.7), ("fougeres", 17)):
        FigureFactory(territory=getattr(network, place), value=value, **OLD)
    for year, value in ((2006, 13.5), (2011, 13.9)):
        FigureFactory(territory=network.region, value=value, **OLD | {"year": year})
    jobs = IndicatorFactory(
        code="salaries", name="Salarié·es", unit="salarié·es", caption="", decimals=0, headline=2
    )
    FigureFactory(territory=network.cornouaille, indicator=jobs, value=14000, **OLD)
    shares = IndicatorFactory(
        code="part-statut", name="Répartition par statut", caption="", decimals=0, headline=None
    )
    for family, value in (("associations", 72), ("cooperatives", 18), ("mutuelles", 6)):
        FigureFactory(territory=network.region, indicator=shares, breakdown=family, value=value)
    return network


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_a_pays_sees_its_own_figures_on_its_own_site(figures, get):
    html = page_of(get(figures.cornouaille, "/observatoire/"))
    assert "ESS pays de Cornouaille" in html
    assert "13,7\u00a0%" in html
    assert "14\u00a0000" in html
    assert "2007 · ORESS (publié en 2013)" in html
    assert '<link rel="canonical" href="http://bretagne.test/observatoire/cornouaille/">' in html


def test_the_address_of_another_territory_stays_on_the_visitor_s_site(figures, get):
    html = page_of(get(figures.cornouaille, "/observatoire/vitre/"))
    assert "ESS pays de Cornouaille" in html
    assert "L’ESS en pays de Vitré, en chiffres" in html
    assert 'href="/observatoire/">Observatoire</a>' in html
    assert "http://bretagne.test/observatoire/vitre/csv/" not in html
    assert 'href="/observatoire/vitre/csv/"' in html


def test_the_region_s_own_address_is_the_page_itself(figures, get):
    expected = '<link rel="canonical" href="http://bretagne.test/observatoire/">'
    assert expected in page_of(get(figures.region, "/observatoire/"))
    assert expected in page_of(get(figures.vitre, "/observatoire/bretagne/"))


def test_a_territory_without_figures_says_so_and_shows_the_nearest_above(figures, get):
    html = page_of(get(figures.ess_35, "/observatoire/"))
    assert "Personne n’a encore publié de chiffre pour ESS 35" in html
    assert "L’ESS en Bretagne, en chiffres" in html


@pytest.mark.parametrize("path", ["zzz/", "ess-35/", "zzz/csv/", "zzz/chiffres/", "Vitr%C3%A9/"])
def test_an_unknown_territory_or_one_without_figures_is_not_found(figures, get, path):
    assert get(figures.vitre, f"/observatoire/{path}").status_code == 404


def test_the_choice_of_a_territory_works_without_javascript(figures, get):
    response = get(figures.cornouaille, "/observatoire/?territoire=vitre")
    assert (response.status_code, response["Location"]) == (302, "/observatoire/vitre/")


@pytest.mark.parametrize("value", ["<script>", "zzz", "ess-35", "", "//evil.test", "vitre/../.."])
def test_a_wrong_choice_is_ignored(figures, get, value):
    response = get(figures.cornouaille, "/observatoire/", data={"territoire": value})
    assert "<script>" not in page_of(response).replace("<script src=", "")


def test_an_empty_observatory_says_so(network, get):
    for territory in (network.region, network.vitre):
        assert "Pas encore de chiffres" in page_of(get(territory, "/observatoire/"))
    assert get(network.region, "/observatoire/csv/").status_code == 200


def test_the_chart_compares_one_series_and_the_table_holds_all_of_it(figures, get):
    FigureFactory(territory=figures.finistere, value=99, year=2007, producer="Un autre")
    chart = overview(figures.cornouaille).charts[0]
    assert [bar.label for bar in chart.bars] == [
        "Fougères",
        "Cornouaille",
        "Vitré",
        "Bretagne, en 2006",
        "Bretagne, en 2011",
    ]
    assert [bar.here for bar in chart.bars] == [False, True, False, False, False]
    assert [bar.region for bar in chart.bars] == [False, False, False, True, True]
    assert [row[1] for row in chart.rows] == [bar.value for bar in chart.bars]
    assert chart.rows[chart.here][0] == figures.cornouaille.name
    html = page_of(get(figures.cornouaille, "/observatoire/"))
    assert ">vous êtes ici</tspan>" in html
    assert '<details class="chart-table" open>' in html
    assert "Échelle de 0 à 18" in html


def test_bars_start_at_zero(figures):
    bars = overview(figures.cornouaille).charts[0].bars
    assert bars[0].percent == f"{17 / 18 * 100:.1f}"


def test_a_secret_value_is_words_and_is_never_drawn(figures, get):
    FigureFactory(territory=figures.finistere, value=None, status="secret", **OLD)
    chart = overview(figures.cornouaille).charts[0]
    assert "Finistère" not in [bar.label for bar in chart.bars]
    assert [row[1] for row in chart.rows if "finist" in row[0].lower()] == ["secret statistique"]
    html = page_of(get(figures.finistere, "/observatoire/"))
    assert "secret statistique" in html
    assert ">0<" not in html


def test_what_nobody_published_is_said(figures):
    missing = [figure.missing for figure in overview(figures.cornouaille).key_figures]
    assert missing == ["", "", "non publié", "non publié"]
    families = overview(figures.cornouaille).families
    assert {row.other for row in families.rows} == {"non publié"}
    assert families.other_place == figures.cornouaille.name


def test_a_family_under_secrecy_has_its_note(figures, get):
    shares = Figure.objects.filter(breakdown="mutuelles").get().indicator
    FigureFactory(
        territory=figures.cornouaille,
        indicator=shares,
        breakdown="mutuelles",
        value=None,
        status="secret",
    )
    html = page_of(get(figures.cornouaille, "/observatoire/"))
    assert 'href="#secret"' in html
    assert 'id="secret"' in html


def test_old_data_comes_with_a_warning_and_recent_data_without(figures, monkeypatch):
    assert "2007" in overview(figures.cornouaille).old[0]
    Figure.objects.filter(year__lt=2020).update(year=timezone.localdate().year - 8)
    Figure.objects.first().save()  # update() sends no signal
    assert overview(figures.cornouaille).old == []
    monkeypatch.setattr(timezone, "localdate", lambda: date(2100, 1, 1))
    assert overview(figures.cornouaille).old != []


def test_the_source_s_own_reservations_are_told_once(figures):
    note = "périmètre d'avant 2018 ; année déduite"
    for figure in Figure.objects.filter(territory=figures.cornouaille):
        figure.note = note
        figure.save()
    told = overview(figures.cornouaille).old
    assert told.count("Périmètre d'avant 2018.") == 1
    assert "Année déduite." in told


def test_the_most_recent_dated_figure_is_shown_first(figures):
    FigureFactory(territory=figures.cornouaille, value=15, year=None, published_year=2025)
    assert overview(figures.cornouaille).key_figures[0].value == "13,7\u00a0%"
    FigureFactory(territory=figures.cornouaille, value=16, year=2019)
    assert overview(figures.cornouaille).key_figures[0].value == "16,0\u00a0%"


def test_a_changed_figure_is_seen_at_once_on_every_site(figures, get):
    assert "13,7\u00a0%" in page_of(get(figures.cornouaille, "/observatoire/"))
    figure = Figure.objects.get(territory=figures.cornouaille, indicator__code="part-emploi")
    figure.value = 14.2
    figure.save()
    assert "14,2\u00a0%" in page_of(get(figures.cornouaille, "/observatoire/"))
    figure.delete()
    assert "14,2\u00a0%" not in page_of(get(figures.cornouaille, "/observatoire/"))


def test_territories_to_choose_from_are_those_with_figures(figures):
    assert [t.code for t in territories_with_figures()] == [
        "bretagne",
        "cornouaille",
        "fougeres",
        "vitre",
    ]
    assert nearest_with_figures(figures.ess_35) == figures.region
    assert nearest_with_figures(None) is None


def test_every_published_figure_has_its_line_and_its_source(figures, get):
    html = page_of(get(figures.cornouaille, "/observatoire/cornouaille/chiffres/"))
    assert html.count('<a href="https://exemple.test/source">ORESS</a>') == 2


def test_the_sitemap_lists_each_territory_once(figures, get):
    xml = get(figures.region, "/sitemap.xml").content.decode()
    assert xml.count("<loc>http://bretagne.test/observatoire/cornouaille/</loc>") == 1
    assert "observatoire" not in get(figures.vitre, "/sitemap.xml").content.decode()


def test_an_observatory_withdrawn_is_not_found_anywhere(figures, get):
    section(figures.region, "observatoire").unpublish()
    for territory in (figures.region, figures.vitre):
        assert get(territory, "/observatoire/").status_code == 404


def test_a_long_table_of_figures_is_cut_into_pages(figures, get):
    for year in range(1960, 2005):
        FigureFactory(territory=figures.vitre, value=5, year=year)
    first = get(figures.vitre, "/observatoire/vitre/chiffres/")
    assert first.context["page_obj"].paginator.num_pages == 2
    assert 'href="?page=2"' in page_of(first)
    last = get(figures.vitre, "/observatoire/vitre/chiffres/?page=2")
    assert last.context["page_obj"].number == 2
    assert last.context["canonical_url"].endswith("/vitre/chiffres/?page=2")
    wrong = get(figures.vitre, "/observatoire/vitre/chiffres/?page=abc")
    assert wrong.context["page_obj"].number == 1


@pytest.mark.parametrize(("site", "budget"), [("region", 12), ("cornouaille", 12)])
@pytest.mark.parametrize("address", ["", "vitre/", "vitre/chiffres/"])
def test_the_page_keeps_to_its_budget_of_queries(
    figures, get, django_assert_max_num_queries, site, budget, address
):
    territory = getattr(figures, site)
    get(territory, f"/observatoire/{address}?chaud")
    with django_assert_max_num_queries(budget):
        get(territory, f"/observatoire/{address}")


def test_you_are_here_is_said_only_where_the_visitor_is(figures, get):
    assert ">vous êtes ici</tspan>" in page_of(get(figures.cornouaille, "/observatoire/"))
    html = page_of(get(figures.cornouaille, "/observatoire/vitre/"))
    assert "vous êtes ici" not in html
    assert ">sur cette page</tspan>" in html


def test_data_without_a_year_is_as_old_as_its_publication(figures):
    FigureFactory(territory=figures.ess_35, value=12, year=None, published_year=2015)
    assert "2015" in overview(figures.ess_35).old[0]
    assert overview(figures.ess_35).key_figures[0].source.startswith("année non précisée")


def test_the_page_is_previewed(figures, rf):
    page = section(figures.region, "observatoire")
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert response.status_code == 200
    assert "L’ESS en Bretagne, en chiffres" in response.content.decode()
