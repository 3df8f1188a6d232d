"""The screen on which the region renames a territory and its host."""

import pytest
from django.urls import reverse

from home.network.renaming.plan import plan_renaming
from tests.factories.home import NewsPageFactory, section
from tests.home.network.renaming import HOST, NEW, again


def address(code="vitre"):
    return reverse("site_rename", args=[code])


def typed(**changes):
    return NEW | {"hostname": HOST} | changes


@pytest.mark.usefixtures("stranger")
def test_only_the_region_renames(network, client):
    sure = typed(sure="on", fingerprint=plan_renaming(network.vitre, NEW, HOST).fingerprint)
    assert client.get(address(), typed()).status_code == 302
    assert client.post(address(), sure).status_code in (302, 403)
    assert again(network.vitre).site_name == "ESS pays de Vitré"


def test_the_region_reads_then_renames(named, boss, client):
    client.force_login(boss)
    form = client.get(address())
    assert "ESS pays de Vitré" in form.content.decode()
    assert "plan" not in form.context
    page = client.get(address(), typed())
    for words in (
        "ESS pays des Portes de Bretagne",
        "http://vitre.test/agenda/ → http://portes.test/agenda/",
        "Du neuf",
        "L’équipe du pays de Vitré vous accueille",
    ):
        assert words in page.content.decode()
    data = typed(fingerprint=page.context["plan"].fingerprint)
    assert client.post(address(), data).status_code == 422
    response = client.post(address(), data | {"sure": "on"})
    assert response.url == reverse("site_opened", args=["vitre"])
    made = client.get(response.url).content.decode()
    for words in ("vitre.test", "Pays de vitré", "s’appelle désormais"):
        assert words in made
    history = client.get(reverse("territoires:history", args=[named.vitre.pk])).content.decode()
    assert "A renommé « ESS pays de Vitré » en « ESS pays des Portes de Bretagne »" in history
    assert "de vitre.test à portes.test" in history


@pytest.mark.parametrize(("code", "most"), [("vitre", 60), ("ess-35", 60)])
def test_the_preview_asks_no_more_for_more_pages(
    named, boss, client, django_assert_max_num_queries, code, most
):
    client.force_login(boss)
    client.get(address(code), typed())

    def count() -> int:
        with django_assert_max_num_queries(most - 1) as asked:
            assert client.get(address(code), typed()).context["plan"]
        return len(asked)

    before = count()
    for number in range(5):
        page = NewsPageFactory(territory=named.vitre, title=f"Du pays de Vitré {number}")
        page.summary = "Bientôt, au pays de Vitré"
        page.save_revision()
    assert count() == before


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"site_name": ""}, "site_name", "requis"),
        ({"site_name": "ESS pays de Fougères"}, "site_name", "a déjà ce nom de site"),
        ({"name": "x" * 121}, "name", "120"),
        ({"name": "a\x00b"}, "name", "nul"),
        ({"hostname": "fougeres.test"}, "hostname", "déjà celle du site « ESS pays de Fougères »"),
        ({"hostname": "https://portes.test/"}, "hostname", "nom d’hôte seul"),
        ({"hostname": ""}, "hostname", "requis"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(network, boss, client, changes, field, words):
    client.force_login(boss)
    data = typed(**changes)
    for response in (
        client.get(address(), data),
        client.post(address(), data | {"sure": "on", "fingerprint": "x"}),
    ):
        form = response.context["form"]
        assert list(form.errors) == [field]
        assert words in form.errors.as_text()
        assert form["hostname"].value() == data["hostname"]
        assert form["site_name"].value() == data["site_name"]
        assert "plan" not in response.context
    assert response.status_code == 422
    assert again(network.vitre).site_name == "ESS pays de Vitré"


def test_nothing_to_change_is_said(network, boss, client):
    client.force_login(boss)
    names = {name: getattr(network.vitre, name) for name in NEW}
    page = client.get(address(), names | {"hostname": "VITRE.test"})
    assert "Rien ne change" in page.content.decode()


def test_a_preview_too_old_is_shown_again(network, boss, client):
    client.force_login(boss)
    response = client.post(address(), typed(sure="on", fingerprint="vieux"))
    assert response.status_code == 409
    assert "Rien n’est fait" in response.content.decode()
    assert response.context["plan"].hosts == ("vitre.test", HOST)


def test_the_region_s_own_name_and_unknown_territories_have_no_such_screen(network, boss, client):
    client.force_login(boss)
    for code in ("bretagne", "nulle-part"):
        assert client.get(address(code)).status_code == 404
    assert client.get(address("ess-35")).status_code == 200


def test_names_of_a_territory_with_a_site_are_changed_there_alone(network, boss, client):
    client.force_login(boss)
    url = reverse("territoires:edit", args=[network.vitre.pk])
    page = client.get(url)
    assert page.context["form"].fields["site_name"].disabled
    assert address() in page.content.decode()
    assert section(network.vitre, "mentions-legales").live
