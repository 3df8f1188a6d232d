"""The map: every pays is a link with its name, light, and it follows the data."""

import gzip
import re

import pytest
from django.core.management import CommandError, call_command

from territories.geography import GEOGRAPHY
from territories.map import brittany_map, shapes
from territories.map.checks import check_map
from territories.map.shapes import SOURCE, area, outline, topology
from territories.models import Epci, Territory
from territories.tree import tree

BUDGET = 12 * 1024  # bytes, compressed


def test_the_arcs_are_what_make_map_draws(tmp_path):
    made = tmp_path / "map.json"
    call_command("make_map", output=made, verbosity=0)
    assert made.read_bytes() == SOURCE.read_bytes()


def test_broken_outlines_are_refused(tmp_path):
    broken = tmp_path / "contours.geojson"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(CommandError, match=r"contours\.geojson"):
        call_command("make_map", outlines=broken, output=tmp_path / "map.json")


BROKEN = {
    "absent": None,
    "illisible": "{",
    "illisible ('arcs')": '{"width": 1, "height": 1, "units": {}}',
    "illisible (": "[]",
    "incomplets": '{"width": 9, "height": 9, "arcs": [[0, 0, 1]], "units": {}}',
    "contours sont incomplets": '{"width": 9, "height": 9, "arcs": [[0, 0, 1, 1]], "units": {"a": [3]}}',
}


@pytest.fixture
def broken(request, tmp_path):
    path = tmp_path / "map.json"
    if request.param is not None:
        path.write_text(request.param, encoding="utf-8")
    return path


@pytest.mark.parametrize(("said", "broken"), BROKEN.items(), ids=BROKEN, indirect=["broken"])
def test_a_broken_map_is_told_by_a_check(said, broken):
    [problem] = check_map(path=broken)
    assert problem.id == "territories.W006"
    assert "map.json" in problem.msg
    assert said in problem.msg


def test_the_file_of_the_map_is_sound():
    assert check_map() == []


@pytest.mark.django_db
def test_without_its_map_a_home_still_lists_its_sites(
    network, brittany, client, monkeypatch, tmp_path, caplog
):
    monkeypatch.setattr(shapes, "SOURCE", tmp_path / "map.json")
    GEOGRAPHY.renew()
    topology.cache_clear()
    try:
        page = client.get("/", headers={"host": network.region.site.hostname})
    finally:
        topology.cache_clear()
        GEOGRAPHY.renew()
    assert page.status_code == 200
    text = page.content.decode()
    assert "<path class=" not in text
    assert str(network.vitre.site.root_url) in text
    assert "La carte ne se dessine pas" in caplog.text


def test_inner_borders_disappear():
    units = list(topology()["units"])
    apart = sum(abs(area(ring)) for unit in units for ring in outline([unit]))
    rings = outline(units)
    together = sum(abs(area(ring)) for ring in rings)
    # All of Brittany is one piece of land and its islands, as large as its parts.
    assert together == pytest.approx(apart, rel=0.01)
    assert max(abs(area(ring)) for ring in rings) > 0.95 * together


def test_every_unit_has_a_shape_large_enough_to_be_seen():
    for unit in topology()["units"]:
        assert sum(abs(area(ring)) for ring in outline([unit])) >= 8, unit


def test_an_unknown_unit_has_no_outline():
    assert outline(["inconnu"]) == []


@pytest.mark.django_db
def test_every_pays_is_a_link_with_its_name(network, brittany):
    svg = brittany_map(network.region)
    for territory in (network.vitre, network.fougeres, network.cornouaille):
        link = f'<a href="{territory.site.root_url}/" tabindex="-1"><title>{territory}</title><path'
        assert link in svg
    # A pays that has no site yet has a name, and leads nowhere.
    assert "<g><title>ESS pays de Brest</title><path" in svg
    assert svg.count("<path") == 21
    for groupement in tree().children(network.region.pk):
        assert f">{groupement.short_name}</text>" in svg
    assert "style=" not in svg
    assert len(gzip.compress(svg.encode())) < BUDGET


@pytest.mark.django_db
def test_one_s_own_place_stands_out(network, brittany):
    svg = brittany_map(network.vitre)
    assert svg.count('class="accent-brique here"') == 1
    assert svg.count(' pale"') == 20
    assert "Vous êtes ici : ESS pays de Vitré" in svg
    assert svg.count("<text") == 1
    groupement = brittany_map(network.ess_35)
    assert groupement.count('class="accent-brique"') == 7
    assert groupement.count(' pale"') == 14
    assert "Vous êtes ici" not in groupement


@pytest.mark.django_db
def test_no_attribute_breaks_and_coordinates_are_in_the_box(network, brittany):
    svg = brittany_map(network.region)
    assert svg.startswith('<svg class="map" viewBox="-6 -6 652 ')
    for data in re.findall(r' d="([^"]*)"', svg):
        assert re.fullmatch(r"(M\d+ \d+l-?\d+(?:[ -]\d+| -?\d+)*z)+", data)


@pytest.mark.django_db
def test_the_map_follows_a_changed_epci(network, brittany):
    def shapes():
        svg = brittany_map(network.region)
        return dict(re.findall(r'<title>([^<]*)</title><path class="[^"]*" d="([^"]*)"', svg))

    before = shapes()
    epci = Epci.objects.get(siren="243500634")  # Roche aux Fées, in the pays of Vitré
    epci.pays = Territory.objects.get(code="fougeres")
    epci.save()
    after = shapes()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"ESS pays de Vitré", "ESS pays de Fougères"}


@pytest.mark.django_db
def test_the_map_follows_a_changed_parent(network, brittany):
    lorient = Territory.objects.get(code="lorient")
    assert 'ESS pays de Lorient</title><path class="accent-ajonc-brun"' in brittany_map(
        network.region
    )
    lorient.own_accent = "bruyere"
    lorient.save()
    assert 'ESS pays de Lorient</title><path class="accent-bruyere"' in brittany_map(network.region)


@pytest.mark.django_db
def test_it_is_drawn_once(network, brittany, django_assert_num_queries):
    brittany_map(network.vitre)
    with django_assert_num_queries(0):
        brittany_map(network.vitre)
