"""Open data: what the CSV files hold, and how spreadsheets read them."""

import csv
import io

import pytest

from resources.observatory.export import COLUMNS
from tests.factories.observatory import FigureFactory, IndicatorFactory


def rows(response) -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
def figures(network):
    FigureFactory(territory=network.cornouaille, value="13.70", note='une "note" ; à lire')
    FigureFactory(territory=network.region, value=None, status="secret")
    FigureFactory(territory=None, place_kind="pays", place_code="france", place_name="France")
    return network


def test_a_territory_s_file_holds_its_figures_only(figures, get):
    response = get(figures.vitre, "/observatoire/cornouaille/csv/")
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert 'filename="chiffres-ess-cornouaille.csv"' in response["Content-Disposition"]
    (row,) = rows(response)
    assert list(row) == list(COLUMNS)
    assert (row["valeur"], row["unite"], row["annee_donnee"]) == ("13,7", "%", "2021")
    assert row["note"] == 'une "note" ; à lire'
    assert row["source"] == "https://exemple.test/source"


def test_the_whole_file_holds_every_place(figures, get):
    response = get(figures.region, "/observatoire/csv/")
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert {r["territoire"] for r in rows(response)} >= {"France", figures.cornouaille.name}


def test_a_secret_value_is_empty_and_its_status_says_why(figures, get):
    (row,) = rows(get(figures.region, "/observatoire/bretagne/csv/"))
    assert (row["valeur"], row["statut"]) == ("", "secret statistique")


def test_no_cell_is_taken_for_a_formula(figures, get):
    indicator = IndicatorFactory(code="piege", name="=1+1", headline=None)
    FigureFactory(
        territory=figures.vitre, indicator=indicator, note="@SUM(A1)", producer="+33", value=-19
    )
    (row,) = rows(get(figures.vitre, "/observatoire/vitre/csv/"))
    assert (row["indicateur"], row["note"], row["producteur"]) == ("'=1+1", "'@SUM(A1)", "'+33")
    assert row["valeur"] == "-19"
