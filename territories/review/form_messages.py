"""What the page's form says of its review: what was asked when it is opened, what follows a decision."""

from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState

from .models import APPROVE, REJECT, ReviewTask
from .people import Level, name_of

ONLINE = "Validée : la page est en ligne."
LATER = "Validée : la page paraîtra à la date prévue."
REGION_NEXT = "Validée : la région la relit maintenant."


@hooks.register("before_edit_page")
def show_requested_changes(request, page):
    """Whoever takes up a page that was sent back reads why where she writes, not in her mails alone."""
    if request.method != "GET":
        return
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return
    step = state.current_task_state
    who, comment = name_of(step.finished_by), step.comment.strip()
    asked = f"{who} demande des changements" if who else "Des changements sont demandés"
    messages.warning(request, f"{asked} : « {comment} »" if comment else f"{asked}.")


# After what refuses an approval: nothing follows from that.
@hooks.register("after_edit_page", order=20)
def show_decision(request, page):
    """Wagtail says that the page was updated, not that it was approved or sent back, nor to whom."""
    action = request.POST.get("workflow-action-name")
    if action not in (APPROVE, REJECT):
        return
    page = Page.objects.get(pk=page.pk)
    state = page.current_workflow_state
    if action == REJECT:
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            to = name_of(state.requested_by)
            messages.info(
                request, f"Renvoyée à {to} avec votre commentaire." if to else "Renvoyée."
            )
    elif state is None:
        messages.info(request, ONLINE if page.live else LATER)
    else:
        task = page.current_workflow_task
        if isinstance(task, ReviewTask) and task.level == Level.REGION:
            messages.info(request, REGION_NEXT)
