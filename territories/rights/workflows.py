"""Workflows of the network: one a site for its local pages, one for the sheets of the resource centre.

All share the same two steps, whose people follow the territory of the page (`territories.models.ReviewTask`).
"""

from collections.abc import Iterable

from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from ..review.models import ReviewTask
from ..review.people import Level
from ..tree.homes import homes_of
from ..tree.models import Scale, Territory
from .journal import Journal
from .sections import reviewed

# The workflow that Wagtail's migrations create for everybody.
WAGTAIL_WORKFLOW = "Moderators approval"
SHEETS = "Validation des fiches"
STEPS: dict[str, str] = {Level.TERRITORY: "Communication du territoire", Level.REGION: "Région"}


def _get_step(level: str, journal: Journal) -> ReviewTask:
    """The step of a level, made or repaired as need be."""
    name = STEPS[level]
    task = ReviewTask.objects.filter(level=level).first()
    if task is None:
        task = ReviewTask.objects.create(level=level, name=name)
        journal.note(f"Étape de relecture « {name} » créée.")
    elif task.name != name:
        journal.note(f"Étape de relecture « {task.name} » renommée « {name} ».")
        task.name = name
        task.save()
    if not task.active:
        journal.note(f"Étape de relecture « {name} » remise en service.")
        task.active = True
        task.save()
    return task


def _set_steps(workflow: Workflow, levels: Iterable[str], journal: Journal) -> None:
    """Make the steps of a workflow exactly these.

    What waits on a step of ours that is taken out stays there, to be decided by whom it was sent to. A step
    of another kind is closed, unless another workflow has it: what waited on it begins again on ours.
    """
    wanted = [_get_step(level, journal).task_ptr for level in levels]
    links = WorkflowTask.objects.filter(workflow=workflow).order_by("sort_order", "pk")
    had = [link.task for link in links.select_related("task")]
    if had == wanted:
        return
    links.delete()
    WorkflowTask.objects.bulk_create(
        WorkflowTask(workflow=workflow, task=task, sort_order=order)
        for order, task in enumerate(wanted)
    )
    steps = ", puis ".join(f"« {task.name} »" for task in wanted)
    journal.note(f"Étapes du circuit de validation « {workflow.name} » : {steps}.")
    for task in had:
        if not isinstance(task.specific, ReviewTask) and not task.workflow_tasks.exists():
            task.specific.deactivate()


def _repair(workflow: Workflow, name: str, journal: Journal) -> Workflow:
    """The workflow under its name, in service."""
    if workflow.name != name:
        journal.note(f"Circuit de validation « {workflow.name} » renommé « {name} ».")
        workflow.name = name
        workflow.save()
    if not workflow.active:
        journal.note(f"Circuit de validation « {name} » remis en service.")
        workflow.active = True
        workflow.save()
    return workflow


def _create(name: str, journal: Journal) -> Workflow:
    journal.note(f"Circuit de validation « {name} » créé.")
    return Workflow.objects.create(name=name)


def _assign_to_page(workflow: Workflow, page: Page, journal: Journal) -> None:
    """The workflow is the page's own, and that of all below without one of theirs."""
    if not WorkflowPage.objects.filter(page_id=page.pk, workflow=workflow).exists():
        WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": workflow})
        journal.note(
            f"Circuit de validation « {workflow.name} » posé sur la page « {page.title} »."
        )


def _sync_site(territory: Territory, journal: Journal) -> None:
    """Local pages of a site are reviewed by its own communication."""
    name = f"Validation — {territory.site_name}"
    if territory.workflow is None:
        territory.workflow = _create(name, journal)
        territory.save(update_fields=["workflow"])
    workflow = _repair(territory.workflow, name, journal)
    _set_steps(workflow, [Level.TERRITORY], journal)
    for home in homes_of([territory]):
        _assign_to_page(workflow, home, journal)


def _sheets_workflow(sections: list[Page], journal: Journal) -> Workflow:
    """The workflow of every sheet, found by its name, or by where it stands if somebody renamed it."""
    free = Workflow.objects.filter(territory=None).order_by("pk")
    placed = free.filter(
        workflow_pages__page__in=[section.pk for section in sections],
        workflow_tasks__task__reviewtask__isnull=False,
    )
    found = free.filter(name=SHEETS).first() or placed.first()
    return _repair(found, SHEETS, journal) if found else _create(SHEETS, journal)


def _sync_sheets(region: Territory, journal: Journal) -> None:
    """Every sheet is reviewed by its territory, then by the region if it chose so."""
    sections = [page for model in reviewed for page in model.objects.all()]
    workflow = _sheets_workflow(sections, journal)
    levels = [*Level] if region.reviews_sheets else [Level.TERRITORY]
    _set_steps(workflow, levels, journal)
    for section in sections:
        _assign_to_page(workflow, section, journal)


def sync_workflows(territory: Territory, journal: Journal) -> None:
    """Give a territory's pages their workflow; with the region's, all sheets."""
    _sync_site(territory, journal)
    if territory.scale == Scale.REGION:
        _sync_sheets(territory, journal)


def remove_wagtail_workflow(journal: Journal) -> None:
    """Remove the workflow that Wagtail's migrations put on every page."""
    workflows = Workflow.objects.filter(name=WAGTAIL_WORKFLOW)
    if workflows:
        journal.note(f"Circuit de validation « {WAGTAIL_WORKFLOW} » supprimé.")
        workflows.delete()
    GroupApprovalTask.objects.filter(name=WAGTAIL_WORKFLOW).delete()
