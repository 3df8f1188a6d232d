"""Mails of the review: in French, what changed, a direct link, to those who are asked and nobody else."""

from unittest import mock

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page
from wagtail.users.models import UserProfile

from core.jobs.models import OutgoingMail
from core.mail_config import mail_delivery
from territories.models import Territory
from territories.rights.sync import sync_permissions
from tests.core.jobs.servers import silent_server
from tests.factories.people import REFERENT, make_person
from tests.factories.resources import ActivityPageFactory


@pytest.fixture
def people(network):
    """Everybody who might be written to."""
    return {
        "referent": make_person(network.vitre, REFERENT, first_name="Rozenn", last_name="Le Goff"),
        "team": make_person(network.vitre, first_name="Yann", last_name="Morvan"),
        "second": make_person(network.vitre, username="seconde"),
        "neighbour": make_person(network.fougeres),
        "groupement": make_person(network.ess_35),
        "region": make_person(network.region, first_name="Nolwenn", last_name="Riou"),
    }


@pytest.fixture
def sheet(network, people):
    page = ActivityPageFactory(territory=network.vitre, title="Fresque", owner=people["referent"])
    sync_permissions()
    draft = page.specific
    draft.title, draft.summary = "Fresque du pays", "Autre résumé"
    draft.save_revision(user=people["referent"])
    return _again(page)


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Call something, and read the mails that leave once it is committed."""

    def run(action, *args, **kwargs) -> list:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            action(*args, **kwargs)
        return mail.outbox

    return run


def _again(page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def _to(mails) -> set[str]:
    return {address for message in mails for address in message.to}


def _submit(sheet, people, sent):
    return sent(sheet.get_workflow().start, sheet, people["referent"])


def _state(sheet):
    return _again(sheet).current_workflow_task_state


def _link(name: str, *args) -> str:
    return settings.WAGTAILADMIN_BASE_URL + reverse(f"wagtailadmin_pages:{name}", args=args)


def test_the_team_of_the_territory_is_asked_and_nobody_else(people, sheet, sent):
    mails = _submit(sheet, people, sent)
    assert _to(mails) == {people["team"].email, people["second"].email}
    assert {message.subject for message in mails} == {"À relire : Fresque du pays"}
    text = mails[0].body
    assert "Rozenn Le Goff demande la relecture de « Fresque du pays » (ESS pays de Vitré)" in text
    assert "Ce qui a changé :\n- Titre\n- Résumé\n" in text
    assert _link("edit", sheet.pk) in text
    assert _link("revisions_compare", sheet.pk, "live", "latest") in text
    assert text.startswith("Bonjour ")


def test_a_new_page_says_so(network, people, sheet, sent):
    new = ActivityPageFactory(territory=network.vitre, title="Neuve", live=False)
    Page.objects.filter(pk=new.pk).update(first_published_at=None)
    new.save_revision(user=people["referent"])
    text = _submit(_again(new), people, sent)[0].body
    assert "C’est une page nouvelle" in text
    assert "Ce qui a changé" not in text


def test_a_page_that_was_taken_off_is_not_called_new(people, sheet, sent):
    sheet.get_latest_revision().publish()
    _again(sheet).unpublish()
    text = _submit(_again(sheet), people, sent)[0].body
    assert "Elle n’est pas en ligne aujourd’hui." in text


def test_whoever_asked_is_told_of_the_approval(people, sheet, sent):
    _submit(sheet, people, sent)
    mails = sent(_state(sheet).approve, user=people["team"], comment="Très bien")
    assert _to(mails) == {people["referent"].email}
    text = mails[0].body
    assert mails[0].subject == "Validée : Fresque du pays"
    assert "est validée par Yann Morvan" in text
    assert "Très bien" in text
    # She reads it where her public does: on her own site.
    assert f"http://vitre.test/ressources/{sheet.slug}/" in text


def test_what_is_sent_back_says_why_and_what_comes_again_is_compared_with_it(people, sheet, sent):
    _submit(sheet, people, sent)
    refused = _state(sheet)
    mails = sent(refused.reject, user=people["team"], comment="Il manque la durée")
    assert _to(mails) == {people["referent"].email}
    assert mails[0].subject == "À reprendre : Fresque du pays"
    assert "Yann Morvan demande des changements" in mails[0].body
    assert "Il manque la durée" in mails[0].body
    draft = _again(sheet).get_latest_revision_as_object()
    draft.summary = "Avec la durée"
    draft.save_revision(user=people["referent"])
    mails = sent(_again(sheet).current_workflow_state.resume, user=people["referent"])
    assert "Ce qui a changé :\n- Résumé\n" in mails[0].body
    link = _link("revisions_compare", sheet.pk, refused.revision_id, "latest")
    assert link in mails[0].body


def test_the_region_is_asked_second_and_told_who_approved(network, people, sheet, sent):
    Territory.objects.filter(pk=network.region.pk).update(reviews_sheets=True)
    sync_permissions()
    _submit(sheet, people, sent)
    mails = sent(_state(sheet).approve, user=people["team"], comment="Très utile")
    assert _to(mails) == {people["region"].email}
    assert "Déjà validée par : Yann Morvan." in mails[0].body
    assert "Commentaire (Yann Morvan) :\nTrès utile\n" in mails[0].body
    mails = sent(_state(sheet).approve, user=people["region"], comment="Merci")
    assert _to(mails) == {people["referent"].email}
    assert "est validée par Nolwenn Riou" in mails[0].body
    # The word of the first step reaches the author too.
    assert "Commentaire (Yann Morvan) :\nTrès utile\n" in mails[0].body
    assert "Commentaire (Nolwenn Riou) :\nMerci\n" in mails[0].body


def test_nobody_is_told_what_she_did_herself(people, sheet, sent):
    mails = sent(sheet.get_workflow().start, sheet, people["team"])
    assert _to(mails) == {people["second"].email}
    mails = sent(_again(sheet).current_workflow_state.cancel, user=people["team"])
    assert mails == []


def test_a_review_that_somebody_else_ended_is_told(people, sheet, sent):
    _submit(sheet, people, sent)
    mails = sent(_again(sheet).current_workflow_state.cancel, user=people["team"])
    assert _to(mails) == {people["referent"].email}
    assert "Yann Morvan a arrêté la relecture" in mails[0].body
    assert _link("edit", sheet.pk) in mails[0].body


def test_closed_accounts_and_whoever_wants_no_mail_get_none(people, sheet, sent):
    profile = UserProfile.get_for_user(people["second"])
    profile.submitted_notifications = False
    profile.save()
    people["team"].is_active = False
    people["team"].save()
    assert _submit(sheet, people, sent) == []


def test_a_mail_that_cannot_be_written_loses_no_submission(people, sheet, queue, monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError("no template")

    monkeypatch.setattr("territories.review.mails.send_mail", fail)
    sheet.get_workflow().start(sheet, people["referent"])
    queue()
    assert mail.outbox == []
    assert _again(sheet).workflow_in_progress
    [row] = DBTaskResult.objects.all()
    assert row.status == "READY"
    assert "no template" in row.traceback


def test_an_approval_waits_for_no_mail_server(people, sheet, client, queue, settings):
    """Thirty-three seconds, when the mail was sent in the request."""
    with silent_server() as port:
        delivery = mail_delivery(f"smtp://127.0.0.1:{port}")
        delivery["OPTIONS"]["timeout"] = 0.5
        settings.MAILERS = settings.MAILERS | {"delivery": delivery}
        sheet.get_workflow().start(sheet, people["referent"])
        queue()
        client.force_login(people["team"])
        url = reverse(
            "wagtailadmin_pages:workflow_action", args=[sheet.pk, "approve", _state(sheet).pk]
        )
        with mock.patch("socket.create_connection", side_effect=AssertionError("connected")):
            assert client.post(url, {"comment": "Très bien"}).status_code == 302
        assert _again(sheet).live
        queue()
    waiting = OutgoingMail.objects.values_list("subject", flat=True)
    assert "Validée : Fresque du pays" in waiting
    rows = DBTaskResult.objects.filter(task_path="core.jobs.mail.deliver")
    assert {row.status for row in rows} == {"READY"}
