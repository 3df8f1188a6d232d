"""Forged requests: who may send a form, with what proof. Decisions 0002 and 0062."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.forms.models import FormSubmission

from core.models import User
from home.pages.models import FormField
from tests.factories.home import FormPageFactory
from tests.factories.people import make_person

OLD, MALFORMED = "a" * 64, "pas-un-jeton"
ELSEWHERE = [
    {"sec-fetch-site": "cross-site", "origin": "https://ailleurs.example"},
    {"sec-fetch-site": "cross-site", "origin": "null"},
    # Another of our own hosts is another site for this.
    {"sec-fetch-site": "same-site", "origin": "http://fougeres.test"},
    {"sec-fetch-site": "same-site"},
    # No page asked: an address that was typed, a link in a mail.
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "same-origin, cross-site"},
    {"origin": "https://ailleurs.example"},
    # An old browser behind a proxy that takes both away.
    {},
]
HOME = {"sec-fetch-site": "same-origin"}
# Not something a browser sends: one of the two was changed on the way.
BOTH = {"sec-fetch-site": "same-origin", "origin": "https://ailleurs.example"}


def names(headers: dict[str, str]) -> str:
    return " ".join(headers.values()) or "no header"


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def form(network):
    page = FormPageFactory(territory=network.vitre, slug="proposer", thanks="<p>Merci.</p>")
    FormField.objects.create(page=page, label="Idée", field_type="singleline")
    return page


@pytest.fixture
def invite(network, browser) -> str:
    """An admin form, and somebody who may send it, signed in, with the cookie of a page she read."""
    browser.force_login(make_person(network.vitre))
    address = reverse("equipe:add")
    assert browser.get(address).status_code == 200
    return address


def answer(browser, network, headers, **data):
    headers = {"host": network.vitre.site.hostname, **headers}
    return browser.post("/proposer/", {"idee": "Une fête", **data}, headers=headers)


@pytest.mark.parametrize("headers", [*ELSEWHERE, BOTH], ids=names)
@pytest.mark.parametrize("token", [None, MALFORMED, OLD])
def test_the_admin_takes_nothing_from_elsewhere(browser, invite, headers, token):
    data = {"csrfmiddlewaretoken": token} if token else {}
    assert browser.post(invite, data, headers=headers).status_code == 403
    by_script = {"x-csrftoken": token} if token else {}
    assert browser.post(invite, headers=headers | by_script).status_code == 403


@pytest.mark.parametrize("token", [None, MALFORMED, "a" * 31, "é" * 64])
def test_the_admin_takes_no_form_that_it_did_not_draw(browser, invite, token):
    data = {"csrfmiddlewaretoken": token} if token else {}
    assert browser.post(invite, data, headers=HOME).status_code == 403


def test_the_admin_takes_no_form_without_its_cookie(browser, invite):
    del browser.cookies["csrftoken"]
    response = browser.post(invite, {"csrfmiddlewaretoken": OLD}, headers=HOME)
    assert response.status_code == 403


def test_the_admin_takes_an_old_token_of_its_own_page(browser, invite):
    assert browser.post(invite, {"csrfmiddlewaretoken": OLD}, headers=HOME).status_code == 200
    by_script = {**HOME, "x-csrftoken": OLD}
    assert browser.post(invite, headers=by_script).status_code == 200


@pytest.mark.parametrize("headers", ELSEWHERE, ids=names)
def test_nobody_is_signed_in_from_elsewhere(db, browser, headers):
    """A victim who works under the attacker's account gives him what she writes."""
    User.objects.create_superuser("attaquant", password="juste")
    browser.get("/admin/login/")
    data = {"username": "attaquant", "password": "juste", "csrfmiddlewaretoken": OLD}
    assert browser.post("/admin/login/", data, headers=headers).status_code == 403
    assert "sessionid" not in browser.cookies


@pytest.mark.parametrize("headers", ELSEWHERE, ids=names)
@pytest.mark.parametrize("signed_in", [False, True])
def test_a_public_form_takes_nothing_from_elsewhere(network, form, browser, headers, signed_in):
    if signed_in:
        browser.force_login(make_person(network.vitre))
    for token in ({}, {"csrfmiddlewaretoken": OLD}, {"csrfmiddlewaretoken": MALFORMED}):
        assert answer(browser, network, headers, **token).status_code == 403
    assert not FormSubmission.objects.exists()


def test_a_public_form_opened_before_signing_in_is_sent_after(network, form, browser):
    """It was drawn for a visitor: it has no token, and was perhaps kept so."""
    browser.force_login(make_person(network.vitre))
    assert "Merci." in answer(browser, network, HOME).text


def test_a_public_form_with_a_token_of_no_shape_is_refused_to_a_session(network, form, browser):
    person = make_person(network.vitre)
    browser.force_login(person)
    host = {"host": network.vitre.site.hostname}
    assert "csrfmiddlewaretoken" in browser.get("/proposer/", headers=host).text
    assert answer(browser, network, HOME, csrfmiddlewaretoken=MALFORMED).status_code == 403


def test_an_old_browser_says_where_a_visitor_s_form_comes_from(network, form, browser):
    own = {"origin": f"http://{network.vitre.site.hostname}"}
    assert "Merci." in answer(browser, network, own).text
