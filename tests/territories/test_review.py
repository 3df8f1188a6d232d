"""Who approves a sheet: her territory's communication, then the region if it chose so; never its author."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowTask

from territories.models import ReviewTask, Territory
from territories.rights.sync import planned_changes, sync_permissions
from tests.factories.home import ContentPageFactory
from tests.factories.people import REFERENT, make_person
from tests.factories.resources import ActivityPageFactory


@pytest.fixture
def referent(network):
    return make_person(network.vitre, REFERENT)


@pytest.fixture
def sheet(network, referent):
    page = ActivityPageFactory(territory=network.vitre, live=False, owner=referent)
    # The centre came with the sheet: its workflow is given by the same synchronisation as everything else.
    sync_permissions()
    page.save_revision(user=referent)
    return page


def _submit(page, by):
    page.get_workflow().start(page, by)
    page.refresh_from_db()
    return page


def _decides(page, person) -> bool:
    return page.current_workflow_task.may_approve(person, page)


def _is_asked(page, person) -> bool:
    return TaskState.objects.reviewable_by(person).for_instance(page).exists()


def _approve(client, page, person):
    client.force_login(person)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(url)
    page.refresh_from_db()
    return page


def test_a_sheet_goes_to_her_territory(client, network, referent, sheet):
    team, neighbour = make_person(network.vitre), make_person(network.fougeres)
    groupement = make_person(network.ess_35)
    _submit(sheet, referent)
    assert _is_asked(sheet, team)
    assert _decides(sheet, team)
    # The groupement may, as on its pays' sites, and is not asked while the pays can answer.
    assert _decides(sheet, groupement)
    assert not _is_asked(sheet, groupement)
    for person in (referent, neighbour):
        assert not _is_asked(sheet, person)
        assert not _decides(sheet, person)
        assert not _approve(client, sheet, person).live
    assert _approve(client, sheet, team).live


def test_nobody_approves_her_own(client, network, sheet):
    author, groupement = make_person(network.vitre), make_person(network.ess_35)
    _submit(sheet, author)
    assert not _decides(sheet, author)
    assert not _approve(client, sheet, author).live
    assert not _is_asked(sheet, author)
    assert _is_asked(sheet, groupement)
    second = make_person(network.vitre, username="seconde")
    assert _is_asked(sheet, second)
    assert not _is_asked(sheet, groupement)
    second.groups.clear()
    assert _is_asked(sheet, groupement)


def test_who_changed_it_last_does_not_approve(network, referent, sheet):
    team = make_person(network.vitre)
    make_person(network.region)
    _submit(sheet, referent)
    sheet.save_revision(user=team)
    sheet.refresh_from_db()
    assert _decides(sheet, team), "she changed nothing"
    sheet.title = "Autre titre"
    sheet.save_revision(user=team)
    sheet.refresh_from_db()
    assert not _decides(sheet, team)


def test_who_wrote_before_the_last_change_does_not_approve(client, network, referent, sheet):
    team, second = make_person(network.vitre), make_person(network.vitre, username="seconde")
    for person in (team, referent):
        sheet.title = f"Titre de {person}"
        sheet.save_revision(user=person)
    _submit(sheet, referent)
    assert not _decides(sheet, team)
    assert not _is_asked(sheet, team)
    assert _approve(client, sheet, second).live
    # What she wrote is online: what she reads next is somebody else's.
    sheet.save_revision(user=referent)
    _submit(sheet, referent)
    assert _decides(sheet, team)


def test_a_lone_person_decides(client, network, sheet):
    alone = make_person(network.vitre)
    _submit(sheet, alone)
    assert _is_asked(sheet, alone)
    assert _approve(client, sheet, alone).live


def test_a_closed_account_is_nobody(network, sheet):
    author, closed = make_person(network.vitre), make_person(network.ess_35, is_active=False)
    _submit(sheet, author)
    assert _decides(sheet, author)
    assert not _decides(sheet, closed)


def test_a_deleted_author_leaves_her_sheet_to_the_team(network, referent, sheet):
    team = make_person(network.vitre)
    _submit(sheet, referent)
    referent.delete()
    sheet.refresh_from_db()
    assert _is_asked(sheet, team)


def _choose(network, reviews: bool):
    Territory.objects.filter(pk=network.region.pk).update(reviews_sheets=reviews)
    sync_permissions()


def test_the_region_comes_second_when_it_chose_so(client, network, referent, sheet):
    team, region = make_person(network.vitre), make_person(network.region)
    _choose(network, True)
    _submit(sheet, referent)
    assert not _is_asked(sheet, region)
    assert not _approve(client, sheet, team).live
    assert _is_asked(sheet, region)
    assert not _decides(sheet, team)
    # Taken back meanwhile: what the region was sent, it still decides.
    _choose(network, False)
    assert _approve(client, sheet, region).live


def test_the_region_is_not_asked_twice(client, network, referent, sheet):
    region = make_person(network.region)
    _choose(network, True)
    _submit(sheet, referent)
    assert _is_asked(sheet, region)
    assert _approve(client, sheet, region).live


def test_what_waits_follows_the_choice_of_the_region(client, network, referent, sheet):
    team, region = make_person(network.vitre), make_person(network.region)
    _submit(sheet, referent)
    _choose(network, True)
    assert not _approve(client, sheet, team).live
    assert _is_asked(sheet, region)


def test_sent_back_by_the_region_comes_again_to_the_region(client, network, referent, sheet):
    team, region = make_person(network.vitre), make_person(network.region)
    _choose(network, True)
    _submit(sheet, referent)
    _approve(client, sheet, team)
    sheet.current_workflow_task_state.reject(user=region)
    _choose(network, False)
    sheet.refresh_from_db()
    sheet.current_workflow_state.resume(referent)
    assert _is_asked(sheet, region)
    assert _approve(client, sheet, region).live


def _choose_in_form(client, region, **choice):
    fields = ["site_name", "name", "short_name", "own_accent", "sort_order"]
    fields += ["parent_confidence", "organisation_confidence"]
    data = {name: getattr(region, name) for name in fields} | {"is_active": "on"} | choice
    return client.post(reverse("territoires:edit", args=[region.pk]), data)


def test_the_region_chooses_in_the_form_of_its_territory(client, network, sheet):
    client.force_login(make_person(network.region))
    url = reverse("territoires:edit", args=[network.vitre.pk])
    assert "reviews_sheets" not in client.get(url).context["form"].fields
    workflow = sheet.get_workflow()
    for choice, steps in (
        ({"reviews_sheets": "on"}, ["territory", "region"]),
        ({}, ["territory"]),
    ):
        assert _choose_in_form(client, network.region, **choice).status_code == 302
        tasks = workflow.tasks.order_by("workflow_tasks__sort_order")
        assert [task.specific.level for task in tasks] == steps


def test_what_was_changed_by_hand_is_repaired_and_said(network, sheet):
    task = ReviewTask.objects.get(level="territory")
    task.name, task.active = "Autre", False
    task.save()
    local, sheets = network.vitre.workflow, sheet.get_workflow()
    Workflow.objects.filter(pk=sheets.pk).update(name="Renommé")
    Workflow.objects.filter(pk=local.pk).update(active=False)
    WorkflowTask.objects.filter(workflow=local).delete()
    assert planned_changes() == sync_permissions()
    WorkflowTask.objects.filter(workflow=local).delete()
    assert sync_permissions() == [
        "Étapes du circuit de validation « Validation — ESS pays de Vitré » : "
        "« Communication du territoire »."
    ]
    task.refresh_from_db()
    sheets.refresh_from_db()
    assert (task.name, task.active, sheets.name) == (
        "Communication du territoire",
        True,
        "Validation des fiches",
    )
    assert Workflow.objects.filter(name="Validation des fiches").count() == 1
    assert planned_changes() == []


def test_steps_of_before_are_closed_and_what_waited_begins_again_on_ours(network):
    """Installs of before had an approval by a group for each site."""
    team = make_person(network.vitre)
    workflow = network.vitre.workflow
    former = GroupApprovalTask.objects.create(name="Avant")
    WorkflowTask.objects.filter(workflow=workflow).delete()
    WorkflowTask.objects.create(workflow=workflow, task=former, sort_order=0)
    page = ContentPageFactory(territory=network.vitre, live=False)
    page.save_revision()
    _submit(page, None)
    sync_permissions()
    page = Page.objects.get(pk=page.pk)
    assert isinstance(page.current_workflow_task, ReviewTask)
    assert _is_asked(page, team)
    former.refresh_from_db()
    assert not former.active


def test_the_dashboard_shows_what_one_is_asked_in_as_many_queries(client, network, referent, sheet):
    def counted():
        client.get(reverse("wagtailadmin_home"))
        with CaptureQueriesContext(connection) as captured:
            shown = client.get(reverse("wagtailadmin_home")).content.decode()
        return shown, len(captured)

    _submit(sheet, referent)
    client.force_login(make_person(network.vitre))
    shown, before = counted()
    assert escape(sheet.title) in shown
    state = sheet.current_workflow_task_state.pk
    url = reverse("wagtailadmin_pages:workflow_action", args=[sheet.pk, "approve", state])
    assert f'"{url}"' in shown
    for number in range(5):
        other = ActivityPageFactory(territory=network.vitre, title=f"Autre {number}", live=False)
        other.save_revision(user=referent)
        _submit(other, referent)
    shown, after = counted()
    assert "Autre 4" in shown
    assert after <= before
    client.force_login(make_person(network.fougeres))
    assert "Autre 4" not in counted()[0]
