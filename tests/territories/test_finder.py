"""The finder: every way of typing a place, shared postcodes, merged communes, and garbage."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from territories.finder.search import LONGEST, State, find, place_for, suggest
from territories.geography.folding import fold
from territories.map import brittany_map
from territories.models import Territory
from tests.factories.territories import CommuneFactory, EpciFactory, RegionFactory, TerritoryFactory


@pytest.mark.parametrize(
    "text",
    [
        "Saint-Brieuc",
        "st brieuc",
        "SAINT BRIEUC",
        "St.-Brieuc",
        "  saint   brieuc ",
        "Saint‑Brieuc",
    ],
)
def test_one_spelling_for_saint_brieuc(text):
    assert fold(text) == "saint brieuc"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Hermitage", "hermitage"),
        ("L’Hermitage", "hermitage"),
        ("Le Fœil", "foeil"),
        ("LES IFFS", "iffs"),
        ("Ste-Anne-d'Auray", "sainte anne d auray"),
        ("Île-de-Bréhat", "ile de brehat"),
        ("Le", "le"),
        ("", ""),
        ("😀\x00", ""),
        ("Ｖｉｔｒé", "vitre"),  # full-width letters
    ],
)
def test_folding(text, expected):
    assert fold(text) == expected


@given(st.text(max_size=200))
def test_folding_is_stable_and_plain(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == " ".join(folded.split())
    assert folded.isascii()
    assert fold(text.upper().lower()) == fold(text.lower().upper().lower())


ONE = [
    # what is typed, the commune, its territory
    ("Saint-Brieuc", "22278", "saint-brieuc"),
    ("st brieuc", "22278", "saint-brieuc"),
    ("VITRE", "35360", "vitre"),
    ("vitré (35)", "35360", "vitre"),
    ("35500 Vitré", "35360", "vitre"),
    ("Carhaix", "29024", "centre-ouest-bretagne"),
    ("29270 carhaix", "29024", "centre-ouest-bretagne"),
    ("foeil", "22059", "saint-brieuc"),
    ("brehat", "22016", "guingamp"),
    ("l hermitage", "35131", "rennes"),
    ("56 370", None, None),
    ("plouhinec 29", "29197", "cornouaille"),
    ("22520", "22055", "saint-brieuc"),
    ("Vitré, Ille-et-Vilaine", "35360", "vitre"),
    ("plouhinec finistère", "29197", "cornouaille"),
    ("Châteauneuf d'Ille et Vilaine", "35070", "saint-malo"),
    ("12 rue de la Gare 35500 Vitré", "35360", "vitre"),
    ("22200 Guingamp, France", "22070", "guingamp"),
]


@pytest.mark.django_db
def test_real_communes(brittany):
    for typed, insee, code in ONE:
        found = find(typed)
        if insee is None:
            assert found.state is State.SEVERAL, typed
            continue
        assert found.state is State.ONE, typed
        assert found.place.insee == insee, typed
        assert found.place.territory.code == code, typed
    _shared_postcode_asks()
    _merged_communes_are_found()
    _a_pays_answers_for_all_its_communes()
    _namesakes_ask()
    _unknown_is_answered()
    _areas_give_their_communes()
    _suggestions()
    _every_commune_is_found_and_fast()


def _shared_postcode_asks():
    found = find("35133")
    assert (found.state, found.total, found.postcode) == (State.SEVERAL, 15, "35133")
    assert "Lécousse" in [match.place.name for match in found.matches]


def _merged_communes_are_found():
    found = find("Binic")
    assert (found.place.name, found.former_name) == ("Binic-Étables-sur-Mer", "Binic")
    assert find("Paramé").place.name == "Saint-Malo"
    assert find("Saint-Malo").former_name == ""
    assert place_for("22007").insee == "22055"  # the code of Binic


def _a_pays_answers_for_all_its_communes():
    pays = find("Brocéliande")
    assert (pays.state, pays.total, len(pays.matches)) == (State.SEVERAL, 33, 30)
    assert pays.common.code == "broceliande"
    assert find("Plouhinec").common is None


def _namesakes_ask():
    found = find("le faouet")
    assert {match.place.department for match in found.matches} == {"22", "56"}


def _unknown_is_answered():
    near = find("Renes")
    assert near.state is State.NOTHING
    assert near.matches[0].place.name == "Rennes"
    cedex = find("35042 CEDEX")
    assert (cedex.state, cedex.department_name) == (State.NOTHING, "Ille-et-Vilaine")
    assert cedex.matches[0].place.name == "Rennes"
    paris = find("75001")
    assert (paris.state, paris.department, paris.matches) == (State.NOTHING, "", ())


def _areas_give_their_communes():
    assert find("Pays de Cornouaille").total > 50
    assert {m.place.name for m in find("belle ile").matches} == {
        "Bangor",
        "Le Palais",
        "Locmaria",
        "Sauzon",
    }


def _suggestions():
    assert suggest("vit")[0].place.name == "Vitré"
    assert len(suggest("saint")) == 8
    # Present names before those of before, unless one of them was typed whole.
    assert [match.place.name for match in suggest("saint-m")][:2] == [
        "Saint-Malo",
        "Saint-Martin-des-Champs",
    ]
    assert (suggest("Saint-Marc")[0].place.name, suggest("Saint-Marc")[0].former_name) == (
        "Brest",
        "Saint-Marc",
    )
    assert [match.place.name for match in suggest("vitré 35")] == ["Vitré"]
    assert suggest("2952")[0].place.postcodes == ("29520",)
    assert suggest("v") == suggest("") == suggest("x" * 5000) == []


def _every_commune_is_found_and_fast():
    from territories.finder.index import index

    places = {place.insee: place for place in index().places.values()}
    start = time.perf_counter()
    for place in places.values():
        found = find(place.name)
        offered = {found.place.insee} if found.place else {m.place.insee for m in found.matches}
        assert place.insee in offered, place.name
    assert (time.perf_counter() - start) / len(places) < 0.005  # seconds; about 0.0001 measured


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=3 * LONGEST))
def test_whatever_is_typed_is_answered(text):
    found = find(text)
    assert found.state in State
    assert len(found.query) <= LONGEST
    assert (found.state is State.ONE) == (found.place is not None)
    suggest(text)


@pytest.mark.django_db
def test_a_commune_in_no_pays_is_answered_by_the_region():
    region = RegionFactory()
    CommuneFactory(name="Nulle-Part")
    place = find("nulle part").place
    assert place.territory == region
    assert place.in_no_pays


@pytest.mark.django_db
def test_the_finder_follows_the_map():
    region = RegionFactory()
    here, there = TerritoryFactory(parent=region), TerritoryFactory(parent=region)
    epci = EpciFactory(pays=here)
    CommuneFactory(name="Ici", epci=epci)
    assert find("ici").place.territory == here
    epci.pays = there
    epci.save()
    assert find("ici").place.territory == there
    there.is_active, there.succeeded_by = False, here
    there.save()
    assert find("ici").place.territory == here


@pytest.mark.django_db
def test_a_renamed_commune_is_found_at_once():
    commune = CommuneFactory(name="Avant", name_br="A-raok")
    assert find("a raok").place.name == "Avant"
    commune.name = "Après"
    commune.save()
    assert find("apres").place.insee == commune.insee
    assert find("avant").place is None


@pytest.mark.django_db
def test_an_empty_database_answers_too():
    assert not Territory.objects.exists()
    assert find("Vitré").state is State.NOTHING
    assert find("35500").state is State.NOTHING
    assert suggest("vitre") == []
    assert "<path" not in brittany_map(None)
