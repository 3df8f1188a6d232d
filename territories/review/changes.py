"""What changed in a page since somebody last saw it, by the labels of its form."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils import translation
from django.utils.text import capfirst
from wagtail.models import Page, TaskState, WorkflowState

MOST = 12


def current(page: Page) -> Page:
    """The page as its last draft has it."""
    return page.get_latest_revision_as_object()


def last_seen(page: Page, state: TaskState) -> tuple[str, Page | None]:
    """What is to be compared with what is asked, as the address of a comparison names it, and the page itself.

    What was sent back, else what is online; None for a new page.
    """
    sent_back = state.workflow_state.task_states.filter(status=TaskState.STATUS_REJECTED)
    last = sent_back.exclude(revision=state.revision).order_by("-finished_at", "-pk").first()
    if last:
        return str(last.revision_id), last.revision.as_object()
    return "live", page if page.live else None


def submitted(page: Page, state: WorkflowState) -> Page | None:
    """The page as it was sent to review the last time; None when it was decided unchanged."""
    first = None
    for step in state.task_states.select_related("revision").order_by("-started_at", "-pk"):
        if first and step.status == TaskState.STATUS_REJECTED:
            break
        first = step
    if first is None or first.revision_id == page.latest_revision_id:
        return None
    return first.revision.as_object()


def changed_labels(before: Page, after: Page, user=None) -> list[str]:
    """Labels of the fields that differ, at most `MOST`, compared as Wagtail's own view of revisions does."""
    request = HttpRequest()
    request.user = user or AnonymousUser()
    with translation.override("fr"):
        panel = after.get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
        changed = [c(before, after) for c in panel.get_comparison()]
        labels = [capfirst(str(c.field_label())) for c in changed if c.has_changed()]
    labels = list(dict.fromkeys(labels))
    more = len(labels) - MOST
    return [*labels[:MOST], f"et {more} de plus"] if more > 0 else labels
