"""Loading: all or nothing, twice is once, and corrections made by hand stay."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from territories.loading import LoadError, load_territories
from territories.models import (
    Audience,
    Commune,
    CommuneName,
    Confidence,
    Epci,
    Territory,
    Theme,
)

from .conftest import read, write

pytestmark = pytest.mark.django_db


def test_the_real_files_give_the_whole_region(brittany):
    assert Commune.objects.count() == 1202
    assert Epci.objects.count() == 61
    assert Territory.objects.filter(scale="pays").count() == 21
    assert Territory.objects.filter(scale="groupement").count() == 5
    region = Territory.objects.get(scale="region")
    assert (region.code, region.site_name, region.accent) == ("bretagne", "ESS Bretagne", "marin")
    assert Theme.objects.count() == 21
    assert Audience.objects.count() == 11
    vitre = Territory.objects.get(code="vitre")
    assert (vitre.site_name, vitre.short_name) == ("ESS pays de Vitré", "Vitré")
    assert (vitre.own_accent, vitre.accent, vitre.parent.code) == ("", "brique", "ess-35")
    assert Territory.objects.get(code="auray").site_name == "ESS pays d’Auray"


def test_guesses_are_kept_as_guesses(brittany):
    assert Territory.objects.get(code="ploermel").parent_confidence == Confidence.GUESS
    assert Epci.objects.get(siren="244400610").pays_confidence == Confidence.GUESS
    brehat = Commune.objects.get(insee="22016")
    assert (brehat.own_pays.code, brehat.own_pays_confidence) == ("guingamp", Confidence.GUESS)
    assert Territory.objects.get(code="dinan").organisation_confidence == Confidence.GUESS


def test_a_second_run_changes_nothing_and_says_so(folder):
    first, second = StringIO(), StringIO()
    call_command("load_territories", folder=folder, stdout=first)
    assert "Communes : 6 lignes ajoutées." in first.getvalue()
    before = list(CommuneName.objects.order_by("pk").values())
    call_command("load_territories", folder=folder, stdout=second)
    assert second.getvalue().strip() == "Tout est déjà à jour : rien n’a changé."
    assert list(CommuneName.objects.order_by("pk").values()) == before


def test_a_newer_file_updates_without_undoing_corrections(folder):
    load_territories(folder)
    vitre = Epci.objects.get(siren="200039022")
    vitre.pays, vitre.locally_edited = Territory.objects.get(code="fougeres"), True
    vitre.save()
    sein = Commune.objects.get(insee="29083")
    sein.own_pays, sein.locally_edited = Territory.objects.get(code="brest"), True
    sein.save()
    lorient = Territory.objects.get(code="lorient")
    lorient.parent = Territory.objects.get(code="ess-finistere")
    lorient.own_accent, lorient.organisation = "bruyere", "Une autre association"
    lorient.save()

    epcis = read(folder / "epci.csv")
    for row in epcis:
        row["nom"] = f"{row['nom']} nouvelle"
        if row["siren"] == "243500634":
            row["pays_slug"] = "redon"
    write(folder / "epci.csv", epcis)
    report = load_territories(folder)

    vitre.refresh_from_db()
    assert (vitre.pays.code, vitre.name) == ("fougeres", "Vitré Communauté nouvelle")
    assert Epci.objects.get(siren="243500634").pays.code == "redon"  # nobody had corrected it
    assert Commune.objects.get(insee="29083").own_pays.code == "brest"
    lorient.refresh_from_db()
    assert (lorient.parent.code, lorient.accent) == ("ess-finistere", "bruyere")
    assert lorient.organisation == "Une autre association"
    assert any("le fichier dit ESS Bretagne Sud" in note for note in report.notes)


def test_a_merged_commune_hands_over_to_the_new_one(folder):
    load_territories(folder)
    rows = [row for row in read(folder / "communes.csv") if row["code_insee"] != "35006"]
    next(row for row in rows if row["code_insee"] == "35360")["anciens_codes_insee"] = "35006"
    write(folder / "communes.csv", rows)
    former = [r for r in read(folder / "anciennes-communes.csv") if "35006" not in r.values()]
    write(folder / "anciennes-communes.csv", former)
    load_territories(folder)
    assert not Commune.objects.filter(insee="35006").exists()
    name = CommuneName.objects.get(folded="argentre du plessis")
    assert (name.commune_id, name.kind) == ("35360", "former")
    assert not load_territories(folder).changed


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("epci.csv", None, "epci.csv : fichier absent du dossier data."),
        (
            "communes.csv",
            lambda t: t.replace("code_insee,", "code,", 1),
            "colonnes absentes : code_insee",
        ),
        (
            "communes.csv",
            lambda t: t.replace("35360,Vitré,", "35360,Vitré", 1),
            "nombre de colonnes",
        ),
        (
            "communes.csv",
            lambda t: t.replace("200039022", "999999999"),
            "« 999999999 » est inconnu",
        ),
        (
            "communes.csv",
            lambda t: t.replace("35360,", "3536,"),
            "« 3536 » n’est pas un code valable",
        ),
        (
            "epci.csv",
            lambda t: t.replace(",vitre,certain", ",vitr,certain"),
            "pays_slug « vitr » est inconnu",
        ),
        (
            "pays.csv",
            lambda t: t.replace(",guess,", ",peut-être,"),
            "confiance « peut-être » est inconnu",
        ),
        ("pays.csv", lambda t: "", "pays.csv : colonnes absentes"),
        ("vocabulaire.json", lambda t: "[]", "« themes » et « publics » attendus"),
        (
            "vocabulaire.json",
            lambda t: '{"themes": []}',
            "vocabulaire.json : il manque « publics ».",
        ),
        (
            "groupements.csv",
            lambda t: t.replace(",brique,", ",rose,"),
            "couleur « rose » est inconnu",
        ),
        (
            "structures.csv",
            lambda t: t + "ailleurs,Une structure,,,certain,,\n",
            "« ailleurs » est inconnu",
        ),
        (
            "anciennes-communes.csv",
            lambda t: t.replace(",22055,", ",99999,"),
            "« 99999 » est inconnu",
        ),
        ("vocabulaire.json", lambda t: t[:-20], "vocabulaire.json : fichier illisible"),
        ("communes.csv", lambda t: t.encode().decode() + '"', "communes.csv"),
    ],
)
def test_a_broken_file_is_told_and_nothing_is_written(folder, name, change, expected):
    path = folder / name
    if change is None:
        path.unlink()
    else:
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CommandError, match="Rien n’a été écrit") as told:
        call_command("load_territories", folder=folder)
    assert expected in str(told.value)
    assert not Territory.objects.exists()
    assert not Epci.objects.exists()
    assert not Commune.objects.exists()


def test_all_errors_are_told_at_once_with_their_lines(folder):
    for name in ("epci.csv", "communes.csv"):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace("200039022", "x"), encoding="utf-8")
    with pytest.raises(LoadError) as told:
        load_territories(folder)
    text = str(told.value)
    assert "epci.csv, ligne" in text
    assert "siren « x » n’est pas un code valable" in text


def test_a_file_of_another_encoding_is_refused_with_its_name(folder):
    (folder / "pays.csv").write_bytes("slug,nom\nx,Fougères".encode("latin-1"))
    with pytest.raises(LoadError, match=r"pays\.csv : ce fichier n’est pas écrit en UTF-8"):
        load_territories(folder)


def test_a_failure_while_writing_leaves_nothing(folder, monkeypatch):
    def fail(*args):
        raise RuntimeError("plus de place")

    monkeypatch.setattr("territories.loading.load.sync_all_names", fail)
    with pytest.raises(RuntimeError):
        load_territories(folder)
    assert not Territory.objects.exists()
    assert not Commune.objects.exists()
