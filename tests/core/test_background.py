"""What is done after the answer: by another thread, without what fails being lost."""

import threading
import time

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from core import background
from core.background import soon

RESET = "/admin/password_reset/"


@pytest.fixture
def in_threads(settings):
    settings.BACKGROUND = True


@pytest.fixture
def later(monkeypatch):
    """Work asked for, still to be done."""
    asked = []
    monkeypatch.setattr("core.signin.forms.soon", asked.append)
    return asked


@pytest.fixture
def person(db):
    return get_user_model().objects.create_superuser("technique", "technique@exemple.test", "juste")


def test_nobody_waits(in_threads):
    done, may_end = threading.Event(), threading.Event()
    threads = []

    def work():
        may_end.wait(5)
        threads.append(threading.current_thread())
        done.set()

    soon(work)
    assert not done.is_set()
    may_end.set()
    assert done.wait(5)
    assert threads[0] is not threading.current_thread()


def test_a_failure_is_logged_and_stops_nothing(in_threads, caplog):
    def fails():
        raise ValueError("en panne")

    done = threading.Event()
    for _ in range(3):
        soon(fails)
    soon(done.set)
    assert done.wait(5)
    for _ in range(50):
        if caplog.text.count("ValueError: en panne") == 3:
            break
        time.sleep(0.1)
    assert caplog.text.count("ValueError: en panne") == 3


def test_a_thread_leaves_no_connection_open(in_threads, monkeypatch):
    closed = threading.Event()
    monkeypatch.setattr(background.connections, "close_all", closed.set)
    soon(lambda: None)
    assert closed.wait(5)


def test_the_answer_looks_no_account_up(person, client, later, django_assert_num_queries):
    """So its time says nothing of who has one; and no mail has left yet."""
    for email in (person.email, "personne@exemple.test"):
        with django_assert_num_queries(0):
            assert client.post(RESET, {"email": email}).url == "/admin/password_reset/done/"
    assert len(later) == 2
    assert mail.outbox == []


def test_the_mail_leaves_after(person, client, later):
    for email in (person.email, "personne@exemple.test"):
        client.post(RESET, {"email": email})
    for work in later:
        work()
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    assert "/admin/password_reset/confirm/" in sent.body
    link = sent.body.split("/admin/password_reset/confirm/")[1].split()[0]
    page = client.get(f"/admin/password_reset/confirm/{link}", follow=True)
    assert 'name="new_password1"' in page.text
