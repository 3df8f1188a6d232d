"""A forgotten password: the answer says nothing of who has an account, and the worker writes."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django_tasks_db.models import DBTaskResult

from core.jobs.models import OutgoingMail

RESET = "/admin/password_reset/"


@pytest.fixture
def person(db):
    return get_user_model().objects.create_superuser("technique", "technique@exemple.test", "juste")


def test_the_answer_looks_no_account_up(person, client, queue, django_assert_num_queries):
    """One row is written, whoever is asked for: its time says nothing of who has an account."""
    for email in (person.email, "personne@exemple.test"):
        with django_assert_num_queries(1):
            assert client.post(RESET, {"email": email}).url == "/admin/password_reset/done/"
    assert not OutgoingMail.objects.exists()
    queue()
    (sent,) = mail.outbox
    assert sent.to == [person.email]


def test_the_link_of_the_mail_leads_to_a_new_password(person, client, queue, settings):
    client.post(RESET, {"email": "Technique@exemple.test"})
    queue()
    (sent,) = mail.outbox
    text = sent.message().get_content()
    link = next(word for word in text.split() if "/password_reset/confirm/" in word)
    assert link.startswith(settings.WAGTAILADMIN_BASE_URL)
    page = client.get(urlsplit(link).path, follow=True)
    assert 'name="new_password1"' in page.text


def test_no_address_stays_in_the_queue(person, client, queue):
    for email in (person.email, "personne@exemple.test"):
        client.post(RESET, {"email": email})
    queue()
    rows = list(DBTaskResult.objects.all())
    assert len(rows) == 3
    assert all(row.args_kwargs == {"args": [], "kwargs": {}} for row in rows)
    assert not OutgoingMail.objects.exists()
