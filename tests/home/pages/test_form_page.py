"""A form that an editor made: what a visitor types is kept, and she knows for how long."""

import pytest
from django.test import Client
from wagtail.contrib.forms.models import FormSubmission

from core.models import User
from home.pages.models import FormField
from tests.factories.home import FormPageFactory


@pytest.fixture
def form(network):
    page = FormPageFactory(
        territory=network.vitre,
        slug="proposer",
        thanks="<p>Merci beaucoup.</p>",
        keep_days=30,
        is_sample=True,
    )
    for label, kind in (("Votre idée", "singleline"), ("Votre courriel", "email")):
        FormField.objects.create(page=page, label=label, field_type=kind)
    return page


def send(client, territory, sent_from="same-origin", **data):
    headers = {"host": territory.site.hostname, "sec-fetch-site": sent_from}
    return client.post("/proposer/", data, headers=headers)


def test_a_visitor_is_told_for_how_long_and_gets_no_cookie(network, form, get):
    response = get(network.vitre, "/proposer/")
    html = response.content.decode()
    assert "effacées au bout de 30" in html
    assert "Ceci est un exemple" in html
    assert "csrfmiddlewaretoken" not in html
    assert not response.cookies


@pytest.mark.parametrize(
    ("required", "words"),
    [(True, "Tous les champs sont obligatoires."), (False, "obligatoires, sauf mention")],
)
def test_a_visitor_knows_what_she_must_answer(network, form, get, required, words):
    FormField.objects.create(page=form, label="Mot", field_type="singleline", required=required)
    html = get(network.vitre, "/proposer/").content.decode()
    assert words in html
    assert 'autocomplete="email"' in html


def test_what_was_typed_stays_when_something_is_wrong(network, form):
    response = send(
        Client(), network.vitre, votre_idee="Une fête", votre_courriel="pas un courriel"
    )
    html = response.content.decode()
    assert 'value="Une fête"' in html
    assert 'value="pas un courriel"' in html
    assert "Saisissez une adresse" in html
    assert not FormSubmission.objects.exists()


def test_an_answer_is_kept_and_thanked_for(network, form):
    client = Client(enforce_csrf_checks=True)
    response = send(client, network.vitre, votre_idee="Une fête", votre_courriel="a@exemple.test")
    assert "Merci beaucoup." in response.content.decode()
    assert FormSubmission.objects.get().form_data["votre_idee"] == "Une fête"
    assert not response.cookies


def test_who_is_signed_in_may_answer_too(network, form):
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("chef"))
    page = client.get("/proposer/", headers={"host": network.vitre.site.hostname})
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    answer = {"votre_idee": "Une fête", "votre_courriel": "a@exemple.test"}
    assert send(client, network.vitre, "cross-site", **answer).status_code == 403
    response = send(client, network.vitre, **answer, csrfmiddlewaretoken=token)
    assert "Merci beaucoup." in response.content.decode()
