"""No way round a review: forms, buttons, bulk actions, the admin API, the address of another page."""

import json

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from territories.models import ReviewTask, Territory
from territories.review import publication_rules
from territories.rights.sync import sync_permissions
from tests.factories.home import ContentPageFactory
from tests.factories.people import REFERENT, make_person
from tests.factories.resources import TOOL_FORM, ActivityPageFactory
from tests.matrix.page_actions import CONTENT

APPROVES = {"action-workflow-action": "1", "workflow-action-name": "approve"}


@pytest.fixture
def author(network):
    return make_person(network.vitre, username="autrice", first_name="Anne", last_name="Autrice")


@pytest.fixture
def reviewer(network):
    return make_person(
        network.vitre, username="relectrice", first_name="Rose", last_name="Lectrice"
    )


@pytest.fixture
def page(network, author):
    """A local page of Vitré that its author sent to review."""
    page = ContentPageFactory(territory=network.vitre, title="À relire", live=False)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    return Page.objects.get(pk=page.pk).specific


def _again(page) -> Page:
    return Page.objects.get(pk=page.pk).specific


def _edit(client, page, person, **data):
    client.force_login(person)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, {"title": page.title, "slug": page.slug, **CONTENT, **data})


def _api(client, page, action):
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(url, json.dumps({}), content_type="application/json")


def _bulk(client, page, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={page.pk}&next=/admin/", data)


def _said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("who", ["author", "reviewer"])
def test_a_page_under_review_is_published_by_its_approval(client, page, author, reviewer, who):
    person = {"author": author, "reviewer": reviewer}[who]
    response = _edit(client, page, person, title="Titre gardé", **{"action-publish": "1"})
    assert publication_rules.UNDER_REVIEW in _said(response)
    assert publication_rules.KEPT in _said(response)
    assert _again(page).get_latest_revision_as_object().title == "Titre gardé"
    refusal = _bulk(client, page)
    assert refusal.status_code == 403
    assert publication_rules.UNDER_REVIEW in refusal.content.decode()
    above = _bulk(client, page.get_parent(), include_descendants="on")
    assert above.status_code == 403
    assert _api(client, page, "publish").status_code == 403
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'name="action-publish"' not in screen
    again = _again(page)
    assert not again.live
    assert again.workflow_in_progress


def test_the_form_asks_once_what_is_under_way(client, page, reviewer):
    client.force_login(reviewer)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert "Approuver" in client.get(url).content.decode()
    asked = [q for q in captured.captured_queries if 'FROM "wagtailcore_workflowstate"' in q["sql"]]
    # Wagtail's view, its lock, the hook; and of the page read again, who may stop the review.
    assert len(asked) <= 6


def test_what_was_sent_back_is_sent_again_not_published(client, page, author, reviewer):
    page.current_workflow_task_state.reject(user=reviewer)
    response = _edit(client, page, author, **{"action-publish": "1"})
    assert publication_rules.UNDER_REVIEW in _said(response)
    assert not _again(page).live
    _edit(client, page, author, **{"action-submit": "1"})
    assert _again(page).workflow_in_progress


def test_other_pages_are_published_as_before(client, network, page, author):
    other = ContentPageFactory(territory=network.vitre, title="Ailleurs", live=False)
    other.save_revision(user=author)
    _edit(client, other, author, **{"action-publish": "1"})
    assert _again(other).live
    _edit(client, page, author, **{"action-cancel-workflow": "1"})
    _edit(client, page, author, **{"action-publish": "1"})
    assert _again(page).live


def test_whoever_corrects_while_approving_is_an_author(client, network, page, reviewer):
    make_person(network.ess_35, username="au-dessus", first_name="Gwen", last_name="Dessus")
    response = _edit(client, page, reviewer, title="Corrigée", **APPROVES)
    said = _said(response)
    assert publication_rules.AMENDED in said
    # Whoever asked for the review does not approve it either.
    assert "Peut la valider : Gwen Dessus." in said
    again = _again(page)
    assert not again.live
    assert again.get_latest_revision_as_object().title == "Corrigée"
    assert again.workflow_in_progress
    assert "Approuver" not in client.get(response["Location"]).content.decode()


def test_approving_without_a_change_publishes(client, network, page, reviewer):
    """A draft that says the same, kept with what is ticked beside the text, makes her no author."""
    make_person(network.ess_35)
    page.save_revision(user=reviewer)
    response = _edit(client, page, reviewer, summary=page.summary, **APPROVES)
    assert _again(page).live
    assert publication_rules.AMENDED not in _said(response)


def test_a_lone_person_is_told_so(client, network):
    alone = make_person(network.vitre)
    page = ContentPageFactory(territory=network.vitre, title="Seule", live=False)
    page.save_revision(user=alone)
    response = _edit(client, page, alone, **{"action-submit": "1"})
    assert publication_rules.ALONE in _said(response)
    screen = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Approuver sans relecture" in screen
    _edit(client, page, alone, **APPROVES)
    assert _again(page).live


def test_whoever_is_not_alone_is_not_told_so(client, page, author, reviewer):
    page.current_workflow_task_state.reject(user=reviewer)
    response = _edit(client, page, author, **{"action-submit": "1"})
    assert publication_rules.ALONE not in _said(response)


def test_the_address_of_ones_own_page_decides_of_no_other(client, network, page, author, reviewer):
    """Steps are shared: the state named by an address may be another territory's."""
    theirs = ContentPageFactory(territory=network.fougeres, title="Voisine", live=False)
    neighbour = make_person(network.fougeres)
    theirs.save_revision(user=neighbour)
    theirs.get_workflow().start(theirs, neighbour)
    theirs = _again(theirs)
    client.force_login(reviewer)
    for name in ("approve", "reject"):
        state = theirs.current_workflow_task_state
        client.post(
            reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk]),
            {"comment": "non"},
        )
        again = _again(theirs)
        assert not again.live
        assert again.workflow_in_progress


@pytest.fixture
def region_last(network):
    """The region chose to see sheets last; the centre is there, and Vitré publishes below it."""
    sheet = ActivityPageFactory(territory=network.vitre, title="Fiche", live=False)
    Territory.objects.filter(pk=network.region.pk).update(reviews_sheets=True)
    sync_permissions()
    return sheet


def test_a_sheet_is_not_published_before_the_region(client, network, region_last, author):
    groupement = make_person(network.ess_35)
    assert publication_rules.refusal_reason(author, region_last) == publication_rules.REGION_FIRST
    assert (
        publication_rules.refusal_reason(groupement, region_last) == publication_rules.REGION_FIRST
    )
    assert publication_rules.refusal_reason(make_person(network.region), region_last) == ""
    local = ContentPageFactory(territory=network.vitre, live=False)
    assert publication_rules.refusal_reason(author, local) == ""
    centre = region_last.get_parent()
    assert (
        publication_rules.refused_in_bulk(author, [centre], True)[0]
        == publication_rules.REGION_FIRST
    )


def test_a_copy_of_a_sheet_waits_for_the_region_too(client, network, region_last, author):
    Page.objects.filter(pk=region_last.pk).update(live=True)
    client.force_login(author)
    assert _api(client, region_last, "copy").status_code == 201
    screen = client.get(reverse("wagtailadmin_pages:copy", args=[region_last.pk]))
    assert "publish_copies" not in screen.content.decode()
    data = {"new_title": "Copie", "new_slug": "copie", "publish_copies": "on"}
    data["new_parent_page"] = region_last.get_parent().pk
    client.post(reverse("wagtailadmin_pages:copy", args=[region_last.pk]), data)
    copies = region_last.get_siblings(inclusive=False)
    assert copies.count() == 2
    assert not copies.live().exists()


def test_a_new_sheet_is_kept_as_a_draft_while_the_region_comes_last(
    client, network, region_last, author
):
    client.force_login(author)
    folder = region_last.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["resources", "toolpage", folder.pk])
    assert 'name="action-publish"' not in client.get(url).content.decode()
    sent = {**TOOL_FORM, "title": "Outil", "slug": "outil", "action-publish": "1"}
    assert publication_rules.REGION_FIRST in _said(client.post(url, sent))
    assert not Page.objects.get(slug="outil").live


def test_a_referent_never_approves(client, network, region_last):
    referent = make_person(network.vitre, REFERENT)
    make_person(network.vitre)
    region_last.save_revision(user=referent)
    region_last.get_workflow().start(region_last, referent)
    task = ReviewTask.objects.get(level="territory")
    assert task.get_actions(_again(region_last), referent) == []
