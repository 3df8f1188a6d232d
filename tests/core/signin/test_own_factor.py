"""A second factor stopped, changed, lost; and what it costs."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import ModelLogEntry

from core.signin import factors
from tests.factories.people import REFERENT, make_person
from tests.factories.signin import PASSWORD, code_of, enter, give_second_factor, sign_in

CODE, SETUP, CODES = (reverse(f"signin_{name}") for name in ("code", "setup", "codes"))

pytestmark = pytest.mark.usefixtures("required")


def test_a_referent_may_have_one_and_stop(network, client):
    person = make_person(network.vitre, REFERENT)
    sign_in(client, person)
    account = reverse("signin_account")
    assert "n’est pas en place" in client.get(account).text
    client.get(SETUP)
    device = TOTPDevice.objects.get(user=person)
    data = {"code": code_of(device), "password": "faux"}
    assert "Ce mot de passe n’est pas le bon" in client.post(SETUP, data).text
    response = client.post(SETUP, data | {"password": PASSWORD})
    assert response.url.startswith(CODES)
    client.get(CODES)
    client.post(CODES, {"kept": "on"})
    assert client.get("/admin/").status_code == 200

    client.post(reverse("wagtailadmin_logout"))
    sign_in(client, person)
    assert client.get("/admin/").status_code == 302, "she chose it: it is asked for"
    client.post(CODE, {"code": code_of(device, later=1)})
    client.post(reverse("signin_off"), {"password": "faux"})
    assert factors.has_second_factor({person.pk})
    client.post(reverse("signin_off"), {"password": PASSWORD})
    assert not factors.has_second_factor({person.pk})
    assert client.get("/admin/").status_code == 200


def test_who_must_have_one_does_not_stop_it(editor, client):
    enter(client, editor)
    client.post(reverse("signin_off"), {"password": PASSWORD})
    assert factors.has_second_factor({editor.pk})


def test_new_codes_take_the_place_of_the_former_once_they_are_kept(editor, client):
    enter(client, editor)
    former = set(StaticToken.objects.values_list("token", flat=True))
    client.post(reverse("signin_new_codes"), {"password": "faux"})
    assert factors.codes_to_keep(editor) == []
    client.post(reverse("signin_new_codes"), {"password": PASSWORD})
    assert factors.codes_left(editor) == factors.CODES
    client.post(CODES, {"kept": "on"})
    assert not former & set(StaticToken.objects.values_list("token", flat=True))
    assert factors.codes_left(editor) == factors.CODES


def test_changing_the_authenticator_keeps_one_in(editor, client):
    former = enter(client, editor)
    client.get(SETUP)
    device = TOTPDevice.objects.get(user=editor, confirmed=False)
    client.post(SETUP, {"code": code_of(device), "password": PASSWORD})
    assert not TOTPDevice.objects.filter(pk=former.pk).exists()
    assert client.get("/admin/").status_code == 200


def test_the_region_helps_who_lost_hers(network, editor, client, mailoutbox):
    region = make_person(network.region)
    other = client.__class__()
    enter(other, editor)
    assert other.get("/admin/").status_code == 200
    enter(client, region)
    member = client.get(reverse("equipe:edit", args=[editor.pk]))
    address = reverse("signin_reset", args=[editor.pk])
    assert address in member.text
    assert "Oui, réinitialiser" in client.get(address).text
    client.post(address)
    assert not factors.has_second_factor({editor.pk})
    assert not StaticDevice.objects.filter(user=editor).exists()
    assert other.get("/admin/").status_code == 302, "her session waits for a new one"
    assert ModelLogEntry.objects.get(action="signin.reset").user == region
    (mail,) = mailoutbox
    assert mail.to == [editor.email]
    assert str(region) in mail.body


@pytest.mark.parametrize("role", ["colleague", "referent", "groupement", "self"])
def test_nobody_else_resets_a_second_factor(network, client, role):
    person = make_person(network.vitre)
    give_second_factor(person)
    made = {
        "colleague": lambda: make_person(network.vitre, username="collegue"),
        "referent": lambda: make_person(network.vitre, REFERENT),
        "groupement": lambda: make_person(network.ess_35),
        "self": lambda: person,
    }
    enter(client, made[role]())
    assert client.get("/admin/").status_code == 200
    address = reverse("signin_reset", args=[person.pk])
    for send in (client.get, client.post):
        assert send(address).url == reverse("wagtailadmin_home")
    assert factors.has_second_factor({person.pk})


def test_the_region_does_not_reset_a_technical_account(network, client):
    region, technical = (
        make_person(network.region),
        get_user_model().objects.create_superuser("tech"),
    )
    enter(client, region)
    give_second_factor(technical)
    client.post(reverse("signin_reset", args=[technical.pk]))
    assert factors.has_second_factor({technical.pk})


def test_the_server_helps_when_nobody_can(editor, mailoutbox):
    give_second_factor(editor)
    call_command("reset_second_factor", editor.username, stdout=StringIO())
    assert not factors.has_second_factor({editor.pk})
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("reset_second_factor", "personne")


def test_the_demonstration_goes_without(editor, client, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    assert sign_in(client, editor).url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_deployed_site_cannot_go_without(settings):
    def found():
        return [e.id for e in run_checks(tags=["security"], include_deployment_checks=True)]

    assert "core.E030" not in found()
    settings.SECOND_FACTOR_REQUIRED = False
    assert "core.E030" in found()


def test_a_page_of_the_admin_pays_one_query_for_it(editor, client):
    enter(client, editor)
    client.get("/admin/account/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/admin/account/")
    tables = ("otp_totp", "otp_static", "axes_")
    paid = [q["sql"] for q in captured if any(table in q["sql"] for table in tables)]
    assert len(paid) == 1


def test_a_visitor_pays_nothing_for_it(network, get, django_assert_max_num_queries):
    response = get(network.vitre)
    assert response.status_code == 200
    assert not response.cookies
    with django_assert_max_num_queries(0):
        get(network.vitre)
