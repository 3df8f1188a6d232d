"""The dashboard's panel of what waits for review: Wagtail's own, which asks several queries a row, in a few for all."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.models import Page, Revision, Task, TaskState, WorkflowState

from core.upstream import remember_workflow_states

from .models import ReviewTask
from .people import unpublished_authors


class ReviewPanel(WorkflowObjectsToModeratePanel):
    """« En attente de votre relecture »: the same rows, whatever their number in as many queries."""

    # First of all: somebody waits.
    order = 100

    def get_context_data(self, parent_context) -> dict[str, Any]:
        user = parent_context["request"].user
        states = _pending_states(user)
        steps, wrote = _steps(states), _authors_by_page(states)
        return {
            "request": parent_context["request"],
            "csrf_token": parent_context["csrf_token"],
            "states": [
                _row(state, steps[state.workflow_state_id], _actions(state, wrote, user))
                for state in states
            ],
        }


def _pending_states(user) -> list[TaskState]:
    """States about which `user` is asked, each with its specific task and page."""
    rows = (
        TaskState.objects.reviewable_by(user)
        .select_related("task__reviewtask", "revision__user", "workflow_state__workflow")
        .annotate(previous_revision_id=Revision.objects.previous_revision_id_subquery())
        .order_by("-started_at")
    )
    states = _with_pages(rows)
    for state in states:
        state.task = getattr(state.task, "reviewtask", None) or state.task.specific
        state.workflow_state.current_task_state = state
        remember_workflow_states(state.revision.content_object, [state.workflow_state])
    return states


def _with_pages(rows: Iterable[TaskState]) -> list[TaskState]:
    """Those whose page is still there, each with it; of the pages what all kinds have is read, in two queries."""
    page_type = ContentType.objects.get_for_model(Page)
    pages: list[Any] = []
    others: list[Any] = []
    for state in rows:
        is_page = state.workflow_state.base_content_type_id == page_type.pk
        (pages if is_page else others).append(state)
    found = Page.objects.filter(pk__in=[state.revision.object_id for state in pages])
    by_id = found.prefetch_related("latest_revision").specific(defer=True).in_bulk()
    for state in pages:
        state.revision.content_object = by_id.get(int(state.revision.object_id))
    prefetch_related_objects(others, "revision__content_object__latest_revision")
    # A revision outlives what it is about where a model has no relation to it.
    return [state for state in rows if state.revision.content_object]


def _steps(states: list[TaskState]) -> dict[int, list[Task]]:
    """The steps of each workflow state, with where they are, by its id."""
    if not states:
        return {}
    last = TaskState.objects.filter(
        workflow_state=OuterRef("pk"), task=OuterRef("workflow__workflow_tasks__task")
    ).order_by("-started_at", "-pk")
    steps = (
        WorkflowState.objects.filter(pk__in=[state.workflow_state_id for state in states])
        .annotate(reached=Subquery(last.values("status")[:1]))
        .order_by("workflow__workflow_tasks__sort_order")
        .values_list(
            "pk",
            "workflow__workflow_tasks__task",
            "workflow__workflow_tasks__task__name",
            "reached",
        )
    )
    words = dict(TaskState.STATUS_CHOICES)
    found = defaultdict(list)
    for workflow_state, pk, name, status in steps:
        task = Task(pk=pk, name=name)
        task.status, task.status_display = status, words.get(status, _("Not started"))
        found[workflow_state].append(task)
    return found


def _url_name(obj, name: str) -> str:
    """Snippets go through reviews too, at addresses of their own."""
    if isinstance(obj, Page):
        return f"wagtailadmin_pages:{name}"
    return obj.snippet_viewset.get_url_name(name)


def _authors_by_page(states: list[TaskState]) -> dict[int, set[int]]:
    """By page, who wrote what is not published yet."""
    pages = [state.revision.content_object for state in states]
    pages = [page for page in pages if isinstance(page, Page)]
    return unpublished_authors(
        {page.pk: (page.live_revision_id, page.last_published_at) for page in pages}
    )


def _actions(state: TaskState, wrote: dict[int, set[int]], user) -> list[tuple[str, str, bool]]:
    """What she may do about what she is asked about, without asking again who is in which team."""
    obj = state.revision.content_object
    if not isinstance(state.task, ReviewTask):
        return state.task.get_actions(obj, user)
    return state.task.actions_of(user, wrote[obj.pk] | {state.workflow_state.requested_by_id})


def _row(
    state: TaskState, steps: list[Task], actions: list[tuple[str, str, bool]]
) -> dict[str, Any]:
    obj = state.revision.content_object
    previews = getattr(obj, "is_previewable", False)
    return {
        "obj": obj,
        "revision": state.revision,
        "previous_revision_id": state.previous_revision_id,
        "live_revision_id": obj.live_revision_id,
        "task_state": state,
        "actions": actions,
        "workflow_tasks": steps,
        "workflow_action_url_name": _url_name(obj, "workflow_action"),
        "workflow_preview_url_name": _url_name(obj, "workflow_preview") if previews else None,
        "revisions_compare_url_name": _url_name(obj, "revisions_compare"),
    }


@hooks.register("construct_homepage_panels")
def replace_review_panel(request, panels):
    panels[:] = [
        ReviewPanel() if type(panel) is WorkflowObjectsToModeratePanel else panel
        for panel in panels
    ]
