"""Loading figures: idempotent, all or nothing, faulty lines told in French."""

import csv
import shutil
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from resources.observatory.loader import DATA, FIGURES, load_figures
from resources.observatory.models import Figure, Indicator
from territories.loading.files import LoadError
from territories.models import Scale, Territory
from tests.factories.network import make_territories


@pytest.fixture
def territories(db):
    """The small network, completed with every pays that the file names."""
    network = make_territories()
    with (DATA / FIGURES).open(encoding="utf-8") as file:
        codes = {
            r["territoire_slug"]
            for r in csv.DictReader(file)
            if r["territoire_type"] == "pays-breton"
        }
    for code in codes - {t.code for t in network.all}:
        Territory.objects.create(
            code=code,
            scale=Scale.PAYS,
            name=code,
            site_name=f"ESS pays de {code}",
            short_name=code,
            parent=network.region,
        )
    return network


@pytest.fixture
def folder(tmp_path):
    """A copy of the data, to be spoiled."""
    for file in DATA.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def spoil(folder, line: int, **values) -> None:
    """Change cells of a line of the file of figures (line 1: the first figure)."""
    path = folder / FIGURES
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, names = list(reader), reader.fieldnames
    rows[line - 1] |= values
    names = [*names, *(key for key in values if key not in names)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)


def quiet(*args):
    """A log that nobody reads."""


def test_every_line_of_our_file_becomes_a_figure(territories):
    assert load_figures(log=quiet) == {"indicators": 36, "created": 122, "updated": 0}
    figure = Figure.objects.get(external_id="observatoire-93")
    assert figure.territory == territories.cornouaille
    assert (figure.value, figure.year, figure.published_year) == (Decimal("13.7"), 2007, 2013)
    assert figure.indicator.code == "part-emploi"


def test_a_second_run_changes_nothing(territories):
    load_figures(log=quiet)
    before = list(Figure.objects.order_by("pk").values())
    assert load_figures(log=quiet) == {"indicators": 0, "created": 0, "updated": 0}
    assert list(Figure.objects.order_by("pk").values()) == before


def test_two_fields_of_measure_never_mix(territories):
    load_figures(log=quiet)
    names = {
        Figure.objects.get(external_id=f"observatoire-{n}").indicator.code
        for n in (1, 8, 112, 2, 9, 20)
    }
    assert len(names) == 6
    assert not Indicator.objects.filter(definition="").exists()


def test_places_outside_our_tree_keep_their_name(territories):
    load_figures(log=quiet)
    france = Figure.objects.get(external_id="observatoire-6")
    assert (france.territory, france.place_kind, france.place_name) == (None, "pays", "France")
    assert Figure.objects.get(external_id="observatoire-4").period == "2018-2021"


def test_a_correction_made_here_is_never_undone(territories, folder):
    load_figures(folder, log=quiet)
    Figure.objects.filter(external_id="observatoire-1").update(value=170000)
    spoil(folder, 1, valeur="180000")
    spoil(folder, 2, valeur="15.5")
    said = []
    assert load_figures(folder, log=said.append)["updated"] == 1
    assert Figure.objects.get(external_id="observatoire-1").value == 170000
    assert Figure.objects.get(external_id="observatoire-2").value == Decimal("15.5")
    assert any("Gardé tel que corrigé ici" in line for line in said)


def test_a_secret_line_has_no_value_and_is_never_zero(territories, folder):
    spoil(folder, 1, valeur="", statut="secret")
    load_figures(folder, log=quiet)
    figure = Figure.objects.get(external_id="observatoire-1")
    assert (figure.status, figure.value) == ("secret", None)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"valeur": "beaucoup"}, "un nombre est attendu"),
        ({"valeur": "NaN"}, "un nombre est attendu"),
        ({"valeur": "0", "statut": "secret"}, "secret ne s’écrit pas"),
        ({"statut": "peut-être"}, "statut « peut-être »"),
        (
            {"territoire_type": "pays-breton", "territoire_slug": "zzz"},
            "territoire « zzz » inconnu",
        ),
        ({"territoire_type": "planète"}, "genre de territoire « planète » inconnu"),
        ({"indicateur": "bonheur"}, "aucun indicateur pour « bonheur »"),
        ({"unite": "litres"}, "en « litres »"),
        ({"annee_donnee": "2021-2018"}, "période « 2021-2018 »"),
        ({"annee_donnee": "hier"}, "année de la donnée « hier »"),
        ({"annee_publication": "²⁰²¹"}, "année de publication"),
        ({"confiance": "sûr"}, "sûreté « sûr »"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"id": "2"}, "déjà vu"),
        ({"producteur": ""}, "producer"),
    ],
)
def test_a_faulty_line_is_told_and_nothing_is_written(territories, folder, values, told):
    line = 3 if values.get("id") else 1
    spoil(folder, line, **values)
    with pytest.raises(LoadError) as error:
        load_figures(folder, log=quiet)
    assert f"{FIGURES}, ligne {line + 1} : " in str(error.value)
    assert told in str(error.value)
    assert not Figure.objects.exists()
    assert not Indicator.objects.exists()


def test_every_faulty_line_is_told_at_once(territories, folder):
    spoil(folder, 1, valeur="x")
    spoil(folder, 5, confiance="x")
    with pytest.raises(LoadError) as error:
        load_figures(folder, log=quiet)
    assert len(error.value.errors) == 2


def test_a_missing_or_broken_file_is_told(territories, folder):
    (folder / FIGURES).write_bytes(b"id,\xff\xfe")
    with pytest.raises(LoadError, match="illisible"):
        load_figures(folder, log=quiet)
    (folder / FIGURES).write_text("id,valeur\n1,2\n")
    with pytest.raises(LoadError, match="colonnes absentes"):
        load_figures(folder, log=quiet)
    (folder / FIGURES).unlink()
    with pytest.raises(LoadError, match="fichier absent"):
        load_figures(folder, log=quiet)


def test_an_empty_database_is_told(db):
    with pytest.raises(CommandError, match="load_territories"):
        call_command("load_figures")


def test_the_command_tells_what_it_did(territories, capsys):
    call_command("load_figures")
    assert "122 chiffres lus, 122 ajoutés" in capsys.readouterr().out
