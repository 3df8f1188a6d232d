"""Limits on attempts: passwords by account and address, requests for a new password."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import RequestFactory
from django.utils import timezone

from core.signin.limits import RESETS_FOR, RESETS_FROM, client_address

RESET = "/admin/password_reset/"


@pytest.fixture(autouse=True)
def counted(settings):
    settings.AXES_ENABLED = True


@pytest.fixture
def person(db):
    return get_user_model().objects.create_superuser("technique", "technique@exemple.test", "juste")


def attempt(client, name: str, password: str = "faux", address: str = "192.0.2.1", **headers):
    data = {"username": name, "password": password}
    return client.post("/admin/login/", data, REMOTE_ADDR=address, headers=headers)


def close(client, name: str, address: str = "192.0.2.1"):
    for _ in range(5):
        response = attempt(client, name, address=address)
    return response


def told(response) -> str:
    """What the page says, without the token that differs each time."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)
    return " ".join(text.split("<main", 1)[1].split())


def test_five_wrong_passwords_close_an_account_to_an_address(person, client):
    for _ in range(4):
        assert attempt(client, "technique").status_code == 200
    response = attempt(client, "technique")
    assert response.status_code == 429
    assert "s’ouvrira de nouveau d’elle-même dans 15 minutes" in told(response)
    assert attempt(client, "technique", "juste").status_code == 429
    assert attempt(client, "technique", "juste", address="192.0.2.2").status_code == 302


def test_the_lock_ends_by_itself_even_under_more_attempts(person, client):
    close(client, "technique")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    before = AccessAttempt.objects.get().attempt_time
    attempt(client, "technique")
    assert AccessAttempt.objects.get().attempt_time == before
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert attempt(client, "technique", "juste").status_code == 302


def test_a_right_password_forgets_the_wrong_ones(person, client):
    for _ in range(2):
        for _ in range(4):
            attempt(client, "technique")
        assert attempt(client, "technique", "juste").status_code == 302


def test_the_words_are_the_same_for_an_account_that_does_not_exist(person, client):
    known, unknown = attempt(client, "technique"), attempt(client, "personne")
    assert told(known).replace("technique", "") == told(unknown).replace("personne", "")
    assert "L’identifiant ou le mot de passe n’est pas le bon" in told(known)
    get_user_model().objects.filter(pk=person.pk).update(is_active=False)
    closed = attempt(client, "technique", "juste")
    assert "L’identifiant ou le mot de passe n’est pas le bon" in told(closed)
    assert told(close(client, "technique")) == told(close(client, "personne"))


def test_many_addresses_do_not_try_one_account_for_ever(person, client, settings):
    settings.SIGN_IN_WIDE_LIMIT = 8
    for number in range(4):
        for _ in range(2):
            attempt(client, "technique", address=f"192.0.2.{number}")
    assert attempt(client, "technique", "juste", address="192.0.2.99").status_code == 429


def test_one_address_does_not_try_every_account(person, client, settings):
    settings.SIGN_IN_WIDE_LIMIT = 8
    for number in range(8):
        attempt(client, f"compte-{number}")
    assert attempt(client, "technique", "juste").status_code == 429
    assert attempt(client, "technique", "juste", address="192.0.2.9").status_code == 302


def test_a_header_of_the_visitor_s_does_not_open_the_lock(person, client):
    close(client, "technique")
    headers = {"X-Forwarded-For": "203.0.113.9"}
    assert attempt(client, "technique", "juste", **headers).status_code == 429


def test_nor_does_it_behind_a_proxy(person, client, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(5):
        headers = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}
        attempt(client, "technique", **headers)
    headers = {"X-Forwarded-For": "203.0.113.99, 198.51.100.7"}
    assert attempt(client, "technique", "juste", **headers).status_code == 429
    headers = {"X-Forwarded-For": "203.0.113.99, 198.51.100.8"}
    assert attempt(client, "technique", "juste", **headers).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "header", "expected"),
    [
        (0, "203.0.113.1", "192.0.2.1"),
        (1, "203.0.113.1", "203.0.113.1"),
        (1, "1.1.1.1, 203.0.113.1", "203.0.113.1"),
        (2, "1.1.1.1, 203.0.113.1, 10.0.0.1", "203.0.113.1"),
        (2, "203.0.113.1", "192.0.2.1"),
        (1, "n'importe quoi", None),
        (1, "2001:db8::1", "2001:db8::1"),
        (0, "", "192.0.2.1"),
    ],
)
def test_the_address_is_the_one_our_proxy_saw(settings, proxies, header, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": header}
    )
    assert client_address(request) == expected


def test_what_was_typed_is_not_kept(person, client):
    attempt(client, "technique", "mon-secret")
    kept = AccessAttempt.objects.get()
    assert "mon-secret" not in kept.post_data
    assert "technique" not in kept.post_data


def test_attempts_are_erased_once_they_no_longer_count(person, client):
    attempt(client, "technique")
    attempt(client, "autre")
    old = timezone.now() - timedelta(minutes=16)
    AccessAttempt.objects.filter(username="autre").update(attempt_time=old)
    call_command("purge_personal_data")
    assert AccessAttempt.objects.get().username == "technique"


@pytest.fixture
def ask(client, django_capture_on_commit_callbacks):
    """Ask for a new password; returns where the answer leads."""

    def post(email: str, **headers) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(RESET, {"email": email}, **headers).url

    return post


def test_requests_for_a_password_are_limited_and_say_nothing(person, ask, mailoutbox):
    answers = {ask(email) for email in ("technique@exemple.test", "personne@exemple.test")}
    assert answers == {"/admin/password_reset/done/"}
    assert len(mailoutbox) == 1
    for _ in range(RESETS_FOR + 3):
        answers.add(ask("Technique@exemple.test"))
    assert len(answers) == 1
    assert len(mailoutbox) == RESETS_FOR


def test_one_address_does_not_ask_for_every_account(person, ask, mailoutbox):
    for number in range(RESETS_FROM):
        ask(f"compte-{number}@exemple.test")
    ask(person.email)
    assert mailoutbox == []
    ask(person.email, REMOTE_ADDR="192.0.2.77")
    assert len(mailoutbox) == 1


def test_the_screens_speak_french_and_help_password_managers(client, db):
    page = client.get("/admin/login/").text
    assert 'lang="fr"' in page
    for purpose in ('autocomplete="username"', 'autocomplete="current-password"'):
        assert purpose in page
    assert "Mot de passe" in page
    assert ">Password" not in page
    assert 'autocomplete="email"' in client.get(RESET).text
