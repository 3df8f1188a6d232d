"""What the form of a page says of its review: why it was sent back, and what follows a decision."""

import json
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from territories.models import Territory
from territories.review import form_messages
from territories.rights.sync import sync_permissions
from tests.factories.people import REFERENT, make_person
from tests.factories.resources import TOOL_FORM, ToolPageFactory


@pytest.fixture
def author(network):
    return make_person(network.vitre, REFERENT, first_name="Anne", last_name="Autrice")


@pytest.fixture
def reviewer(network):
    return make_person(network.vitre, first_name="Rose", last_name="Lectrice")


@pytest.fixture
def sheet(network, author):
    """A draft of Vitré, the centre's workflows there."""
    page = ToolPageFactory(territory=network.vitre, title="Fresque", live=False, owner=author)
    sync_permissions()
    page.save_revision(user=author)
    return Page.objects.get(pk=page.pk).specific


def _ask(sheet, author) -> Page:
    sheet.get_workflow().start(sheet, author)
    return Page.objects.get(pk=sheet.pk).specific


def _url(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _decide(client, page, person, action: str, **sent) -> str:
    """What is said once somebody has decided, with the form."""
    client.force_login(person)
    decision = {
        "action-workflow-action": "1",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps({"comment": "Il manque la durée"}),
    }
    # As it stands: whoever changes what she approves is told something else.
    same = {name: getattr(page, name) for name in ("title", "slug", "summary", "purpose", "format")}
    response = client.post(_url(page), {**TOOL_FORM, **same, **decision, **sent})
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_what_was_asked_is_read_where_it_is_mended(client, sheet, author, reviewer):
    page = _ask(sheet, author)
    page.current_workflow_task_state.reject(user=reviewer, comment="Il manque <la durée>")
    client.force_login(author)
    screen = client.get(_url(page)).content.decode()
    assert "Rose Lectrice demande des changements : « Il manque &lt;la durée&gt; »" in screen


def test_nothing_is_said_of_what_waits(client, sheet, author):
    page = _ask(sheet, author)
    client.force_login(author)
    assert "demande des changements" not in client.get(_url(page)).content.decode()


def test_to_whom_it_is_sent_back(client, sheet, author, reviewer):
    said = _decide(client, _ask(sheet, author), reviewer, "reject")
    assert "Renvoyée à Anne Autrice avec votre commentaire." in said


def test_what_is_approved_is_online(client, sheet, author, reviewer):
    assert form_messages.ONLINE in _decide(client, _ask(sheet, author), reviewer, "approve")


def test_what_is_approved_waits_for_its_day(client, sheet, author, reviewer):
    sheet.go_live_at = timezone.now() + timedelta(days=3)
    sheet.save_revision(user=author)
    day = timezone.localtime(sheet.go_live_at).strftime("%Y-%m-%d %H:%M")
    said = _decide(client, _ask(sheet, author), reviewer, "approve", go_live_at=day)
    assert form_messages.LATER in said


def test_what_is_approved_goes_to_the_region(client, network, sheet, author, reviewer):
    Territory.objects.filter(pk=network.region.pk).update(reviews_sheets=True)
    make_person(network.region)
    sync_permissions()
    said = _decide(client, _ask(sheet, author), reviewer, "approve")
    assert form_messages.REGION_NEXT in said
    assert form_messages.ONLINE not in said
