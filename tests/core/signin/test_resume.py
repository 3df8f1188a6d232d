"""A session that ends while somebody writes loses no word."""

import pytest
from django.test import Client
from django.urls import reverse

from core.signin import middleware
from tests.factories.people import make_person
from tests.factories.signin import sign_in

TITLE = "Un titre « à ne pas perdre » & <b>du gras</b>"


@pytest.fixture
def editor(network):
    return make_person(network.vitre)


@pytest.fixture
def edit(network):
    return f"/admin/pages/{network.vitre.site.root_page.pk}/edit/"


def test_a_form_sent_after_the_end_comes_back_with_its_words(editor, edit, client):
    sign_in(client, editor)
    session = client.session
    session[middleware.BEGAN] -= 13 * 3600
    session.save()
    data = {"title": TITLE, "tags": ["un", "deux"], "action-publish": "action-publish"}
    response = client.post(f"{edit}?next=/x/", data)
    assert response.status_code == 403
    assert list(response.context["fields"]) == [
        ("title", TITLE),
        ("tags", "un"),
        ("tags", "deux"),
        ("action-publish", "action-publish"),
    ]
    assert f'action="{edit}?next=/x/"' in response.text
    assert "&lt;b&gt;du gras" in response.text
    assert "Gardez cet onglet ouvert" in response.text


def test_automatic_saving_says_so_and_goes_on(edit, client):
    response = client.post(edit, {"title": TITLE}, headers={"accept": "application/json"})
    assert response.status_code == 403
    assert response.json()["error_code"] == "validation_error"
    assert "votre texte est toujours là" in response.json()["error_message"]


def test_the_way_in_and_out_stays_as_it_was(editor, client):
    sign_in(client, editor)
    assert client.post("/admin/logout/").status_code == 302
    assert client.post("/admin/connexion/code/", {"code": "1"}).status_code == 302


def test_who_has_no_right_is_not_told_that_her_session_ended(editor, edit, client):
    sign_in(client, editor)
    editor.groups.clear()
    assert client.post(edit, {"title": TITLE}).status_code == 302


def test_a_page_opened_before_signing_in_again_may_still_be_sent(editor):
    client = Client(enforce_csrf_checks=True)
    client.get("/admin/login/")
    token = client.cookies["csrftoken"].value
    data = {"username": editor.username, "password": "x", "csrfmiddlewaretoken": token}
    client.post("/admin/login/", data)
    assert client.cookies["csrftoken"].value != token
    form, old = reverse("equipe:add"), {"csrfmiddlewaretoken": token}
    for site in ("cross-site", "same-site", "none"):
        response = client.post(form, old, headers={"sec-fetch-site": site})
        assert response.status_code == 403
    assert client.post(form, old).status_code == 403
    assert client.post(form, old, headers={"sec-fetch-site": "same-origin"}).status_code == 200
