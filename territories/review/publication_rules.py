"""No way round a review: a page under review appears when it is approved, a sheet when the region says so."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import PublishMenuItem
from wagtail.models import Page, WorkflowPage, WorkflowState

from ..ownership.scope import scope_of
from ..tree import tree
from .models import APPROVE, ReviewTask
from .people import Level, authors_of, name_of

UNDER_REVIEW = (
    "Cette page est en relecture : elle paraîtra quand elle sera validée. "
    "Qui l’a demandée, ou peut valider, peut aussi arrêter la relecture."
)
REGION_FIRST = "La région valide les fiches avant qu’elles paraissent : envoyez-la à la validation."
KEPT = "Votre texte est enregistré comme brouillon, rien n’a été publié."
AMENDED = "Vous venez de modifier cette page : quelqu’un d’autre doit la valider."
ALONE = (
    "Personne d’autre que vous ne peut relire cette page, ni dans votre équipe ni au-dessus : "
    "vous pouvez l’approuver vous-même."
)
SHOWN = 4


def _under_review() -> Q:
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        current_task_state__task__reviewtask__isnull=False,
    )
    return Q(pk__in=[int(pk) for pk in states.values_list("object_id", flat=True)])


def _sections_of_region() -> list[str]:
    """Paths of the sections whose pages the region approves last; no query while it did not choose so."""
    region = tree().region
    if region is None or not region.reviews_sheets:
        return []
    steps = WorkflowPage.objects.filter(
        workflow__workflow_tasks__task__reviewtask__level=Level.REGION
    )
    return list(steps.values_list("page__path", flat=True))


def region_first(user, place: Page) -> bool:
    """Whether what `user` would put below `place`, or at it, waits for the region before it appears."""
    if user.is_superuser or scope_of(user).is_region:
        return False
    return any(place.path.startswith(path) for path in _sections_of_region())


def refused(user, pages: QuerySet[Page]) -> tuple[str, list[Page]]:
    """Why some of `pages` may not be published by `user` outside their review, and which; else "" and none."""
    if user.is_superuser:
        return "", []
    if under := list(pages.filter(_under_review())):
        return UNDER_REVIEW, under
    sections = [] if scope_of(user).is_region else _sections_of_region()
    if sections:
        below = Q()
        for path in sections:
            below |= Q(path__startswith=path)
        if first := list(pages.filter(below)):
            return REGION_FIRST, first
    return "", []


def refusal_reason(user, page: Page) -> str:
    """The same for one page: nothing when she may publish it."""
    if user.is_superuser:
        return ""
    state = page.current_workflow_state
    step = state.current_task_state if state else None
    if step and isinstance(step.task.specific, ReviewTask):
        return UNDER_REVIEW
    return REGION_FIRST if region_first(user, page) else ""


def refused_in_bulk(user, pages: list[Page], with_descendants: bool) -> tuple[str, list[Page]]:
    """The same for what a bulk action would publish."""
    wanted = Q(pk__in=[page.pk for page in pages])
    if with_descendants:
        for page in pages:
            wanted |= Q(path__startswith=page.path, live=False)
    return refused(user, Page.objects.filter(wanted))


@hooks.register("before_create_page")
def create_as_draft(request, parent_page, page_class):
    """Wagtail makes a page that is published at once live before it asks: here it is saved as a draft."""
    if "action-publish" in request.POST and region_first(request.user, parent_page):
        request.POST = request.POST.copy()
        del request.POST["action-publish"]
        messages.error(request, f"{REGION_FIRST} Rien n’a été publié.")


# After what keeps the wishes of the form, which are to be lost no more than the text.
@hooks.register("before_publish_page", order=10)
def refuse_publication(request, page):
    """The draft is saved by now: only the publication is refused."""
    reason = refusal_reason(request.user, page)
    if not reason:
        return None
    messages.error(request, f"{reason} {KEPT}")
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("construct_page_action_menu")
def hide_publish_button(menu_items, request, context):
    """The button goes where the publication would be refused."""
    page = context.get("page")
    if page and page.pk:
        waits = bool(refusal_reason(request.user, page))
    else:
        waits = region_first(request.user, context["parent_page"])
    if waits:
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]


def _names(ids: set[int]) -> str:
    people = list(get_user_model().objects.filter(pk__in=ids).order_by("last_name", "pk"))
    names = [name_of(person) for person in people]
    return ", ".join(names[:SHOWN]) + (" ou quelqu’un de leur équipe" if names[SHOWN:] else "")


@hooks.register("after_create_page", order=10)
@hooks.register("after_edit_page", order=10)
def show_who_decides(request, page):
    """Told to whoever approves what she has just changed, and to whoever sends what nobody else can read."""
    approving = request.POST.get("workflow-action-name") == APPROVE
    submitting = request.POST.get("action-submit") or request.POST.get("action-restart-workflow")
    if not (approving or submitting):
        return None
    page = Page.objects.get(pk=page.pk)
    task, user = page.current_workflow_task, request.user
    if not isinstance(task, ReviewTask) or user.pk not in authors_of(page) or user.is_superuser:
        return None
    if not task.user_can_access_editor(page, user):
        return None
    decides = task.may_approve(user, page)
    if submitting and decides:
        messages.warning(request, ALONE)
    if approving and not decides:
        names = _names(task.reviewers_of_page(page))
        messages.error(request, f"{AMENDED} Peut la valider : {names}. {KEPT}")
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None
