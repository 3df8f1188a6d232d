"""Mails of the review, in the place of Wagtail's: to whom it is asked, then to whoever asked.

Written by the worker, once what they tell of is committed: neither a mail server that is down nor a mail that cannot
be written loses a submission or a decision, or holds it up.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from wagtail.admin.signal_handlers import task_submission_email_notifier
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)
from wagtail.users.models import UserProfile

from core.jobs.atomic import atomic_job

from ..pages.mounts import team_url
from .changes import changed_labels, current, last_seen, submitted
from .models import ReviewTask
from .people import name_of, territory_of


def on_task_submitted(instance: TaskState, user=None, **kwargs) -> None:
    """A step begins: whoever is asked is told. Wagtail tells of steps of its own kind."""
    if isinstance(instance.task.specific, ReviewTask):
        write_request.enqueue(instance.pk, _key(user))
    else:
        task_submission_email_notifier(instance=instance, user=user)


def on_approved(instance: WorkflowState, user=None, **kwargs) -> None:
    """The last step approved: whoever asked is told."""
    write_answer.enqueue(instance.pk, "approved", _key(user))


def on_rejected(instance: WorkflowState, user=None, **kwargs) -> None:
    """Sent back: whoever asked is told, with the comment."""
    write_answer.enqueue(instance.pk, "rejected", _key(user))


def on_cancelled(instance: WorkflowState, user=None, **kwargs) -> None:
    """Ended before anybody decided: whoever asked is told."""
    write_answer.enqueue(instance.pk, "cancelled", _key(user))


def _key(user) -> int | None:
    return user.pk if user else None


def _person(pk: int | None):
    return get_user_model().objects.filter(pk=pk).first() if pk else None


def on_submitted(**kwargs) -> None:
    """Nothing: Wagtail writes to technical accounts here, and those who decide are told by the step."""


def connect() -> None:
    """Take the place of Wagtail's notifiers, whether they were connected already or are about to be."""
    for signal, receiver, sender, uid in (
        (task_submitted, on_task_submitted, TaskState, "group_approval_task_submitted"),
        (workflow_submitted, on_submitted, WorkflowState, "workflow_state_submitted"),
        (workflow_approved, on_approved, WorkflowState, "workflow_state_approved"),
        (workflow_rejected, on_rejected, WorkflowState, "workflow_state_rejected"),
        (workflow_cancelled, on_cancelled, WorkflowState, "workflow_state_cancelled"),
    ):
        uid = f"{uid}_email_notification"
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(receiver, sender=sender, dispatch_uid=uid)


def _wants(person, kind: str) -> bool:
    """Whether she can be written to, and did not turn these mails off in her profile."""
    profile = UserProfile.get_for_user(person)
    return person.is_active and person.email and getattr(profile, f"{kind}_notifications")


def _people(ids: Iterable[int], but, kind: str) -> list:
    ids = set(ids) - {but.pk if but else None}
    return [p for p in get_user_model().objects.filter(pk__in=ids) if _wants(p, kind)]


def _page_of(state: WorkflowState) -> Page | None:
    page = state.content_object
    return page.specific if isinstance(page, Page) else None


@atomic_job("Écrire à qui doit relire une page")
def write_request(pk: int, actor_pk: int | None) -> None:
    """Tell whoever is asked about a step.

    :param pk: of the `TaskState`.
    """
    actor = _person(actor_pk)
    state = TaskState.objects.select_related("workflow_state__requested_by").filter(pk=pk).first()
    page = _page_of(state.workflow_state) if state else None
    if page is None:
        return
    seen, before = last_seen(page, state)
    approved = _approved_before(state)
    context = {
        "asked_by": name_of(state.workflow_state.requested_by),
        "approved_by": ", ".join(name_of(step.finished_by) for step in approved),
        "comments": _comments(approved),
        "is_new": before is None and page.first_published_at is None,
        "changes": changed_labels(before, current(page), actor) if before else [],
        "compare_url": _address("revisions_compare", page.pk, seen, "latest") if before else "",
    }
    people = _people(state.task.specific.reviewers_of_page(page), actor, "submitted")
    _send("submitted", "À relire", page, people, context)


SUBJECTS = {"approved": "Validée", "rejected": "À reprendre", "cancelled": "Relecture arrêtée"}


@atomic_job("Écrire à qui a demandé une relecture")
def write_answer(pk: int, kind: str, actor_pk: int | None) -> None:
    """Tell whoever asked for a review how it ended.

    :param pk: of the `WorkflowState`.
    :param kind: one of `SUBJECTS`.
    """
    actor = _person(actor_pk)
    state = WorkflowState.objects.select_related("current_task_state").filter(pk=pk).first()
    page = _page_of(state) if state else None
    if page is None or state.requested_by_id is None:
        return
    # The profile has no choice of its own for a review that ended without an answer.
    people = _people([state.requested_by_id], actor, "rejected" if kind != "approved" else kind)
    if not people:
        return
    before = submitted(page, state)
    step = state.current_task_state
    context = {
        "who": name_of(actor),
        "comments": _comments([*_approved_before(step), step])
        if step and kind != "cancelled"
        else [],
        "changes": changed_labels(before, current(page), actor) if before else [],
        "site_url": team_url(page) if page.live else "",
    }
    _send(kind, SUBJECTS[kind], page, people, context)


def _approved_before(state: TaskState) -> list[TaskState]:
    """The steps approved before this one, since the page was last sent back, the oldest first."""
    steps = state.workflow_state.task_states.order_by("-started_at", "-pk").exclude(pk=state.pk)
    found = []
    for step in steps.select_related("finished_by"):
        if step.status == TaskState.STATUS_REJECTED:
            break
        if step.status == TaskState.STATUS_APPROVED and step.finished_by:
            found.append(step)
    return found[::-1]


def _comments(steps: list[TaskState]) -> list[tuple[str, str]]:
    """Who said what: the word of a pays is not lost when the region decides last."""
    return [
        (name_of(step.finished_by), step.comment.strip()) for step in steps if step.comment.strip()
    ]


def _address(name: str, *args) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(
        f"wagtailadmin_pages:{name}", args=args
    )


def _send(kind: str, subject: str, page: Page, people: list, context: dict) -> None:
    territory = territory_of(page)
    # A draft's title, which the page itself does not bear yet.
    title = page.draft_title or page.title
    context |= {
        "title": title,
        "territory": territory.site_name if territory else "",
        "edit_url": _address("edit", page.pk),
    }
    subject = " ".join(f"{subject} : {title}".split())
    for person in people:
        with translation.override("fr"):
            text = render_to_string(
                f"territories/mail/review_{kind}.txt", context | {"name": name_of(person)}
            )
        send_mail(subject, text, None, [person.email])
