"""Opening a site in one form: who may, what is proposed, what is refused, what is made."""

import time

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page, Site

from home.network.opening.hosts import free_host
from home.network.opening.people import read_people
from territories.models import Territory
from tests.factories.people import COMMUNICATION, REFERENT, make_person

User = get_user_model()
MOST_SECONDS = 10


@pytest.fixture
def region(network, client):
    client.force_login(make_person(network.region))
    return client


def typed(network, **changes) -> dict:
    return {
        "name": "Pays de Dol",
        "scale": "pays",
        "parent": network.ess_35.pk,
        "hostname": "dol.test",
        "people": "Nolwenn Le Goff, nolwenn@exemple.test, communication\n\n"
        "Yann Exemple, yann@exemple.test, référent·e",
        **changes,
    }


def send(client, data):
    return client.post(reverse("site_open"), data)


def nothing_made() -> bool:
    return not Territory.objects.filter(code="dol").exists() and not mail.outbox


# --- Who may --------------------------------------------------------------------------


@pytest.mark.usefixtures("stranger")
def test_only_the_region_opens_sites(network, client):
    for url in (reverse("site_open"), reverse("site_opened", args=["vitre"])):
        assert client.get(url).status_code == 302
        assert client.post(url, typed(network)).status_code in (302, 403)
    assert nothing_made()


def test_the_region_and_technical_accounts_open_sites(network, client):
    for person in (make_person(network.region), User.objects.create_superuser("racine")):
        client.force_login(person)
        assert client.get(reverse("site_open")).status_code == 200
        assert client.get(reverse("site_opened", args=["vitre"])).status_code == 200
        listing = client.get(reverse("territoires:index")).content.decode()
        assert reverse("site_open") in listing
    assert client.get(reverse("site_opened", args=["ailleurs"])).status_code == 404


# --- What is made ---------------------------------------------------------------------


def test_one_form_makes_the_site_in_time_and_invites_its_people(network, region, get):
    start = time.monotonic()
    response = send(region, typed(network))
    assert time.monotonic() - start < MOST_SECONDS
    assert response.url == reverse("site_opened", args=["dol"])
    dol = Territory.objects.get(code="dol")
    assert (dol.site_name, dol.short_name) == ("ESS pays de Dol", "Dol")
    assert (dol.parent, dol.own_accent, dol.accent) == (network.ess_35, "", "brique")
    assert dol.site.hostname == "dol.test"
    assert get(dol).status_code == 200
    nolwenn = User.objects.get(email="nolwenn@exemple.test")
    assert (nolwenn.first_name, nolwenn.last_name) == ("Nolwenn", "Le Goff")
    assert list(nolwenn.groups.all()) == [dol.communication_group]
    assert list(User.objects.get(email="yann@exemple.test").groups.all()) == [dol.referent_group]
    assert [message.to for message in mail.outbox] == [
        ["nolwenn@exemple.test"],
        ["yann@exemple.test"],
    ]
    made = region.get(response.url).content.decode()
    for words in ("http://dol.test", "nolwenn@exemple.test", "Premiers pas de l’équipe"):
        assert words in made


def test_a_territory_that_waits_for_its_site_gets_it(network, region):
    waiting = Territory.objects.create(
        code="brest",
        scale="pays",
        name="Pays de Brest",
        site_name="ESS pays de Brest",
        short_name="Brest",
        parent=network.finistere,
        own_accent="cote",
    )
    response = send(region, {"existing": waiting.pk})
    assert response.status_code == 302
    waiting.refresh_from_db()
    assert waiting.site.hostname == "brest.localhost"
    assert waiting.accent == "cote"


def test_without_a_mail_server_the_site_is_there_and_its_invitations_wait(network, region, queue):
    assert send(region, typed(network)).status_code == 302
    assert Territory.objects.get(code="dol").site
    assert mail.outbox == []
    queue()
    assert len(mail.outbox) == 2


# --- What is refused ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "!!!"}, "code"),
        ({"code": "vitre"}, "code"),
        ({"parent": ""}, "parent"),
        ({"parent": "999999"}, "parent"),
        ({"scale": "planete"}, "scale"),
        ({"accent": "fluo"}, "accent"),
        ({"hostname": "vitre.test"}, "hostname"),
        ({"hostname": "https://dol.test/"}, "hostname"),
        ({"people": "Nolwenn"}, "people"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(network, region, changes, field):
    data = typed(network, **changes)
    response = send(region, data)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["people"].value() == data["people"]
    assert "yann@exemple.test" in response.content.decode() or field == "people"
    assert nothing_made()


def test_all_or_nothing(network, region, monkeypatch):
    def fail(*args):
        raise ValidationError("pris")

    monkeypatch.setattr("home.network.opening.run.invite", fail)
    before = (Page.objects.count(), Site.objects.count())
    assert send(region, typed(network)).status_code == 422
    assert (Page.objects.count(), Site.objects.count()) == before
    assert nothing_made()


def test_every_wrong_line_is_told_by_its_number():
    with pytest.raises(ValidationError) as caught:
        read_people(
            "Nolwenn, nolwenn@exemple.test, communication\n"
            "Yann\n"
            "Awen, pas-une-adresse, communication\n"
            "Awen, awen@exemple.test, présidente\n"
            "Nolwenn, NOLWENN@exemple.test, Communication"
        )
    starts = [message.split(" : ")[0] for message in caught.value.messages]
    assert starts == ["Ligne 2", "Ligne 3", "Ligne 4", "Ligne 5"]


@pytest.mark.parametrize("role", ["référent", "Référente", "référent·e", "REFERENT"])
def test_a_role_is_read_however_it_is_written(role):
    [guest] = read_people(f"Nolwenn, nolwenn@exemple.test, {role}")
    assert guest.group_field == REFERENT
    assert read_people("Nolwenn, n@exemple.test, Communication")[0].group_field == COMMUNICATION


@pytest.mark.parametrize(
    "host", ["", "dol", "dol_x.test", "-dol.test", "dol..test", "é.test", "a" * 64 + ".test"]
)
def test_a_host_badly_written_is_refused(network, host):
    with pytest.raises(ValidationError):
        free_host(host)


def test_a_host_is_nobody_s_at_any_port(network):
    Site.objects.filter(hostname="vitre.test").update(port=8123)
    with pytest.raises(ValidationError):
        free_host("VITRE.test")
    assert free_host(" Dol.test ") == "dol.test"
