"""The workflow that Wagtail makes for everybody; ours are in `territories.review.workflows`."""

from wagtail.models import GroupApprovalTask, Workflow

from .journal import Journal

# The workflow that Wagtail's migrations create for everybody.
WAGTAIL_WORKFLOW = "Moderators approval"


def remove_wagtail_workflow(journal: Journal) -> None:
    """Remove the workflow that Wagtail's migrations put on every page."""
    workflows = Workflow.objects.filter(name=WAGTAIL_WORKFLOW)
    if workflows:
        journal.note(f"Circuit de validation « {WAGTAIL_WORKFLOW} » supprimé.")
        workflows.delete()
    GroupApprovalTask.objects.filter(name=WAGTAIL_WORKFLOW).delete()
