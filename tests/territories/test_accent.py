"""The colour of a pays is that of its groupement, read at each change (decision 0111)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core import generations
from core.models import User
from territories.map.shapes import topology
from territories.models import Accent, Territory
from tests.factories.territories import EpciFactory


@pytest.fixture
def choose(network, django_capture_on_commit_callbacks):
    """`choose(territory, accent)`: in its form, « comme son groupement » when empty."""
    client = Client()
    client.force_login(User.objects.create_superuser("admin", "", "secret"))

    def post(territory, accent):
        url = reverse("territoires:edit", args=[territory.pk])
        choices = client.get(url).context["form"].fields["own_accent"].choices
        above = "la région" if territory == network.ess_35 else "son groupement"
        assert choices[0] == ("", f"Comme {above}")
        names = ["site_name", "name", "short_name", "sort_order", "parent_confidence"]
        data = {name: getattr(territory, name) for name in (*names, "organisation_confidence")}
        data |= {"parent": territory.parent_id, "is_active": "on", "own_accent": accent}
        with django_capture_on_commit_callbacks(execute=True):  # others are told at commit
            response = client.post(url, data)
        assert response.status_code == 302, response.context["form"].errors

    return post


@pytest.fixture
def drawn(network):
    """Each pays of the network has a shape on the map."""
    everybody = (network.vitre, network.fougeres, network.cornouaille)
    for siren, pays in zip(topology()["units"], everybody, strict=False):
        EpciFactory(siren=siren, pays=pays)


@pytest.fixture
def worn(network, drawn, get):
    """`worn(pays)`: the colours that its home, its icons, the map of the region and the footer of a neighbour show."""

    def colours(pays) -> set[str]:
        home, region = get(pays).text, get(network.region).text
        pays = Territory.objects.get(pk=pays.pk)
        shown = {
            "body": re.findall(r'<body class="accent-([a-z-]+)', home),
            "icons": re.findall(r"img/icons/([a-z-]+)-(?:favicon|touch|share)", home),
            "favicon.ico": re.findall(
                r"icons/([a-z-]+)-favicon", get(pays, "/favicon.ico").headers["location"]
            ),
            "map": re.findall(rf'{pays}</title><path class="accent-([a-z-]+)', region),
        }
        assert all(shown.values()), shown
        return {colour for found in shown.values() for colour in found}

    return colours


@pytest.mark.parametrize("process", ["the same", "another"])
def test_pays_follow_their_groupement_at_once(network, choose, worn, process):
    own = network.fougeres
    choose(own, "lande")
    assert (worn(network.vitre), worn(own)) == ({"brique"}, {"lande"})
    choose(network.ess_35, "cote")
    if process == "another":
        generations.forget()
    assert (worn(network.vitre), worn(own)) == ({"cote"}, {"lande"})
    assert worn(network.cornouaille) == {"bruyere"}
    choose(own, "")
    assert worn(own) == {"cote"}


def test_a_pays_that_changes_groupement_changes_colour(network, worn):
    vitre = Territory.objects.get(pk=network.vitre.pk)
    assert worn(vitre) == {"brique"}
    vitre.parent = network.finistere
    vitre.save()
    assert worn(vitre) == {"bruyere"}


def test_without_any_colour_above_it_is_that_of_the_region(network):
    Territory.objects.update(own_accent="")
    network.region.save()  # said, as an update is not
    assert network.vitre.accent == Accent.MARIN
    assert Territory(name="Neuf").accent_label == "Marin (région)"
