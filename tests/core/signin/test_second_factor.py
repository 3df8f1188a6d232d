"""Whoever publishes or administers gives a second factor; until then, nothing of the admin answers."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.models import GroupSitePermission, ModelLogEntry, Site

from core.signin import factors, middleware
from core.signin.rules import publishes_or_administers
from tests.factories.people import COMMUNICATION, REFERENT, make_person, make_translator
from tests.factories.signin import PASSWORD, code_of, give_second_factor, sign_in

CODE, SETUP, CODES = (reverse(f"signin_{name}") for name in ("code", "setup", "codes"))

pytestmark = pytest.mark.usefixtures("required")


def test_who_must_have_one(network):
    users = get_user_model().objects
    groups = {name: Group.objects.create(name=name) for name in ("accounts", "settings", "nothing")}
    groups["accounts"].permissions.add(Permission.objects.get(codename="change_user"))
    GroupSitePermission.objects.create(
        group=groups["settings"],
        site=Site.objects.first(),
        permission=Permission.objects.get(codename="change_territorysettings"),
    )
    in_group = {}
    for name, group in groups.items():
        in_group[name] = users.create_user(name)
        in_group[name].groups.add(group)
    expected = {
        make_person(network.region): True,
        make_person(network.ess_35): True,
        make_person(network.vitre, COMMUNICATION, REFERENT): True,
        make_person(network.vitre, REFERENT): False,
        make_translator(): False,
        users.create_superuser("technique"): True,
        in_group["accounts"]: True,
        in_group["settings"]: True,
        in_group["nothing"]: False,
    }
    assert {user: publishes_or_administers(user) for user in expected} == expected


def test_the_whole_way_in_the_first_time(editor, client):
    response = sign_in(client, editor, "/admin/pages/")
    assert response.url == f"{SETUP}?next=%2Fadmin%2Fpages%2F"
    page = client.get(response.url)
    device = TOTPDevice.objects.get(user=editor)
    assert "<svg" in page.text
    assert factors.written_key(device) in page.text
    assert "no-store" in page["Cache-Control"]

    refused = client.post(response.url, {"code": "000000"})
    assert "Ce code n’est pas bon" in refused.text
    assert not factors.has_second_factor({editor.pk})

    device.refresh_from_db()
    device.throttle_reset()
    response = client.post(response.url, {"code": code_of(device)})
    assert response.url == f"{CODES}?next=%2Fadmin%2Fpages%2F"
    assert client.get("/admin/").status_code == 302, "the codes are not kept yet"
    page = client.get(response.url)
    shown = re.findall(r"<code>(\w{4}-\w{4})</code>", page.text)
    assert len(set(shown)) == factors.CODES

    assert "Gardez d’abord" in client.post(response.url).text
    response = client.post(response.url, {"kept": "on"})
    assert response.url == "/admin/pages/"
    assert client.get("/admin/").status_code == 200
    assert client.get(CODES).status_code == 302, "the codes are shown no more"
    assert factors.has_second_factor({editor.pk, 0}) == {editor.pk}
    assert ModelLogEntry.objects.filter(action="signin.on", user=editor).exists()


def test_who_did_not_keep_the_codes_gets_them_at_the_next_sign_in(editor, client):
    give_second_factor(editor)
    StaticDevice.objects.all().delete()
    sign_in(client, editor)
    response = client.post(CODE, {"code": code_of(TOTPDevice.objects.get())})
    assert response.url.startswith(CODES)
    assert client.get("/admin/").status_code == 302
    client.get(CODES)
    client.post(CODES, {"kept": "on"})
    assert client.get("/admin/").status_code == 200


def test_each_sign_in_asks_for_a_code_and_renews_the_session(editor, client):
    device = give_second_factor(editor)
    response = sign_in(client, editor, "/admin/reports/")
    assert response.url == f"{CODE}?next=%2Fadmin%2Freports%2F"
    before = client.session.session_key
    page = client.get(response.url)
    assert 'autocomplete="one-time-code"' in page.text
    code = code_of(device)
    response = client.post(response.url, {"code": f" {code[:3]} {code[3:]}"})
    assert response.url == "/admin/reports/"
    assert client.session.session_key != before
    assert client.get("/admin/").status_code == 200

    client.post(reverse("wagtailadmin_logout"))
    assert client.get("/admin/").status_code == 302
    sign_in(client, editor)
    assert "Ce code n’est pas bon" in client.post(CODE, {"code": code}).text, "used once already"


def test_wrong_codes_make_one_wait(editor, client):
    device = give_second_factor(editor)
    sign_in(client, editor)
    client.post(CODE, {"code": "000000"})
    response = client.post(CODE, {"code": code_of(device)})
    assert "Trop de codes refusés à la suite. Réessayez dans 1 seconde." in response.text
    device.refresh_from_db()
    device.throttling_failure_timestamp -= timedelta(seconds=2)
    device.save()
    assert client.post(CODE, {"code": code_of(device)}).status_code == 302


def test_a_recovery_code_is_spent_and_the_last_ones_are_told(editor, client):
    give_second_factor(editor)
    tokens = list(StaticToken.objects.values_list("token", flat=True))
    StaticToken.objects.filter(token__in=tokens[3:]).delete()
    sign_in(client, editor)
    response = client.post(CODE, {"code": factors.shown(tokens[0]).upper()})
    assert response.url == "/admin/"
    assert "Il ne vous reste plus que 2 codes de secours" in client.get("/admin/").text

    client.post(reverse("wagtailadmin_logout"))
    sign_in(client, editor)
    assert client.post(CODE, {"code": tokens[0]}).status_code == 200
    assert factors.codes_left(editor) == 2


def _addresses(page) -> list[str]:
    return [
        "/admin/",
        "/admin/pages/",
        "/admin/account/",
        "/admin/users/",
        "/admin/compte/connexion/",
        reverse("signin_new_codes"),
        reverse("signin_off"),
        reverse("equipe:index"),
        reverse("access_report"),
        f"/admin/pages/{page.pk}/edit/",
        f"/admin/pages/{page.pk}/edit/preview/",
        f"/admin/pages/{page.pk}/view_draft/",
        f"/admin/pages/{page.pk}/history/",
        f"/admin/pages/{page.pk}/revisions/compare/live/latest/",
        "/admin/images/",
        "/admin/documents/chooser/",
        "/admin/choose-page/",
        "/admin/api/main/pages/",
        "/admin/reports/site-history/",
        "/admin/tag-autocomplete/",
    ]


@pytest.mark.parametrize("has_one", [False, True])
def test_nothing_answers_until_the_second_factor_is_given(editor, network, client, has_one):
    if has_one:
        give_second_factor(editor)
    sign_in(client, editor)
    page = network.vitre.site.root_page
    for address in _addresses(page):
        for send in (client.get, client.post):
            response = send(address)
            assert response.status_code in (302, 403), address
            if response.status_code == 302:
                assert "/login/" in response.url, address
            asked = send(address, headers={"x-requested-with": "XMLHttpRequest"})
            assert asked.status_code in (302, 403), address
    title = page.title
    client.post(f"/admin/pages/{page.pk}/edit/", {"title": "Pris", "action-publish": "1"})
    page.refresh_from_db()
    assert page.title == title


def test_a_password_changes_nothing_before_the_second_factor(editor, client):
    give_second_factor(editor)
    sign_in(client, editor)
    before = editor.password
    names = ("old_password", "new_password1", "new_password2")
    values = (PASSWORD, "un-autre-mot-long", "un-autre-mot-long")
    data = {f"password-{name}": value for name, value in zip(names, values, strict=True)}
    client.post("/admin/account/", data)
    editor.refresh_from_db()
    assert editor.password == before


def test_who_gives_up_before_the_second_factor_is_out(editor, client):
    sign_in(client, editor)
    assert client.get(reverse("wagtailadmin_logout")).status_code == 405
    client.post(reverse("wagtailadmin_logout"))
    assert client.get(SETUP).url.startswith("/admin/login/")


def test_the_picture_to_scan_is_drawn_whole(editor):
    drawn = factors.qr_code(factors.new_authenticator(editor))
    assert "viewBox=" in drawn, "or a narrow screen would cut it"
    assert " width=" not in drawn


def test_the_front_login_of_wagtail_is_no_way_round(editor, client, network):
    client.post("/_util/login/", {"username": editor.username, "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


def test_a_stolen_password_does_not_replace_an_authenticator(editor, client):
    device = give_second_factor(editor)
    sign_in(client, editor)
    assert client.get(SETUP).status_code == 302
    client.post(SETUP, {"code": "123456"})
    assert list(TOTPDevice.objects.all()) == [device]
    assert client.get(CODES).status_code == 302
    assert factors.codes_to_keep(editor) == []


def test_steps_are_nobody_s_without_a_password(client, db):
    for address in (CODE, SETUP, CODES):
        assert client.get(address).url.startswith("/admin/login/")
        assert client.post(address, {"code": "1"}).url.startswith("/admin/login/")


def test_the_second_factor_is_awaited_a_quarter_of_an_hour(editor, client):
    device = give_second_factor(editor)
    sign_in(client, editor)
    session = client.session
    session[middleware.BEGAN] -= middleware.TIME_FOR_CODE
    session.save()
    assert client.post(CODE, {"code": code_of(device)}).url.startswith("/admin/login/")


def test_the_way_in_leads_to_no_other_site(editor, client):
    device = give_second_factor(editor)
    sign_in(client, editor)
    response = client.post(f"{CODE}?next=https://ailleurs.example/", {"code": code_of(device)})
    assert response.url == "/admin/"


def test_a_right_given_in_the_middle_of_a_session_asks_for_one(network, client):
    person = make_person(network.vitre, REFERENT)
    sign_in(client, person)
    assert client.get("/admin/").status_code == 200
    person.groups.add(network.vitre.communication_group)
    assert client.get("/admin/").status_code == 302
