"""Who validates what: the workflow of each territory."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from ..models import Territory
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


def sync_workflow(territory: Territory, group: Group, journal: Journal) -> None:
    """The territory's own approval: a referent's page goes to its communication."""
    name = f"Validation — {territory.site_name}"
    workflow = territory.workflow
    if workflow is None:
        workflow = Workflow.objects.create(name=name)
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.set([group])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        territory.workflow = workflow
        territory.save(update_fields=["workflow"])
        journal.note(f"Circuit de validation « {name} » créé.")
    elif workflow.name != name:
        journal.note(f"Circuit de validation « {workflow.name} » renommé « {name} ».")
        workflow.name = name
        workflow.save()
    home = territory.site.root_page
    if not WorkflowPage.objects.filter(page=home, workflow=workflow).exists():
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
        journal.note(f"Circuit de validation « {name} » posé sur la page « {home.title} ».")
