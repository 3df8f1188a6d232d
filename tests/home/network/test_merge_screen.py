"""The screen on which the region merges two pays."""

import pytest
from django.urls import reverse

from home.network.merging.plan import plan_merge
from territories.models import Diffusion, Territory

State = Diffusion.State


def address(code="fougeres", target=""):
    url = reverse("site_merge", args=[code])
    return f"{url}?avec={target}" if target else url


@pytest.mark.usefixtures("stranger")
def test_only_the_region_merges(rich, client):
    sure = {
        "avec": "vitre",
        "sure": "on",
        "fingerprint": plan_merge(rich.fougeres, rich.vitre).fingerprint,
    }
    assert client.get(address(target="vitre")).status_code == 302
    assert client.post(address(), sure).status_code in (302, 403)
    assert Territory.objects.get(code="fougeres").is_active


def test_the_region_reads_then_merges(rich, boss, client):
    client.force_login(boss)
    assert client.get(address()).status_code == 200
    page = client.get(address(target="vitre"))
    for words in (
        "Nos lieux",
        "et 1 en dessous",
        "assemblee-fougeres",
        "fougeres.test/nous-connaitre/lieux/",
    ):
        assert words in page.content.decode()
    fingerprint = page.context["plan"].fingerprint
    data = {"avec": "vitre", "fingerprint": fingerprint}
    assert client.post(address(), data).status_code == 422
    response = client.post(address(), data | {"sure": "on"})
    assert response.url == reverse("site_opened", args=["vitre"])
    assert not Territory.objects.get(code="fougeres").is_active
    assert client.get(address(target="vitre")).status_code == 404
    history = client.get(reverse("territoires:history", args=[rich.vitre.pk])).content.decode()
    assert "A fusionné « ESS pays de Fougères » dans « ESS pays de Vitré »" in history


def test_the_preview_stays_within_the_budget_of_an_admin_screen(
    rich, boss, client, django_assert_max_num_queries
):
    client.force_login(boss)
    client.get(address(target="vitre"))
    with django_assert_max_num_queries(59):
        assert client.get(address(target="vitre")).context["plan"]


def test_a_preview_too_old_is_shown_again(rich, boss, client):
    client.force_login(boss)
    response = client.post(address(), {"avec": "vitre", "sure": "on", "fingerprint": "vieux"})
    assert response.status_code == 409
    assert "Rien n’est fait" in response.content.decode()
    assert Territory.objects.get(code="fougeres").is_active


@pytest.mark.parametrize("target", ["fougeres", "ess-35", "bretagne", "nulle-part", "%00"])
def test_an_odd_choice_is_told(rich, boss, client, target):
    client.force_login(boss)
    response = client.get(address(target=target))
    assert response.status_code == 200
    assert "n’est pas parmi ceux" in response.content.decode()
    assert client.post(address(), {"avec": target, "sure": "on"}).status_code == 422


def test_the_screen_of_what_is_no_pays_is_unknown(network, boss, client):
    client.force_login(boss)
    for code in ("ess-35", "bretagne", "nulle-part"):
        assert client.get(address(code)).status_code == 404
