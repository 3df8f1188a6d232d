"""The review of a territory's sheet, asked by somebody else unless told: submit, approve, send back, be asked."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

from tests.factories.resources import TOOL_FORM

from .actions import action, shows

DRAFT = "fiche brouillon"


def _fresh(page: Page) -> Page:
    return Page.objects.get(pk=page.pk)


def _asked_by(things, person) -> Page:
    """The territory's draft, sent to review by `person`."""
    page = things.page(DRAFT).specific
    page.save_revision(user=person)
    page.get_workflow().start(page, person)
    return _fresh(page)


def _under_review(things) -> Page:
    return _asked_by(things, things.member)


def _decide(client, page: Page, name: str) -> Page:
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, name, state.pk])
    client.post(url, {"comment": "lu"})
    return _fresh(page)


def _edit(client, page: Page, **changes) -> Page:
    data = {**TOOL_FORM, "title": page.title, "slug": page.slug, **changes}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    return _fresh(page)


@action("reviews", "submit")
def submit(client, things):
    return _edit(client, things.page(DRAFT), **{"action-submit": "1"}).workflow_in_progress


@action("reviews", "be asked")
def be_asked(client, things):
    page = _under_review(things)
    return shows(client.get(reverse("wagtailadmin_home")), page.title)


@action("reviews", "approve")
def approve(client, things):
    return _decide(client, _under_review(things), "approve").live


@action("reviews", "send back")
def send_back(client, things):
    page = _decide(client, _under_review(things), "reject")
    return page.current_workflow_state.status == "needs_changes"


@action("reviews", "approve one's own")
def approve_own(client, things):
    key = client.session.get("_auth_user_id")
    if key is None:
        return _decide(client, _under_review(things), "approve").live
    person = get_user_model().objects.get(pk=key)
    return _decide(client, _asked_by(things, person), "approve").live


@action("reviews", "publish round it")
def publish_round(client, things):
    return _edit(client, _under_review(things), **{"action-publish": "1"}).live


@action("reviews", "preview")
def preview(client, things):
    page = _under_review(things)
    url = reverse(
        "wagtailadmin_pages:workflow_preview", args=[page.pk, page.current_workflow_task.pk]
    )
    return shows(client.get(url), page.title)
