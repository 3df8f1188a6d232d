"""Who approves a sheet: her territory's communication, then the region if it chose so; never its author."""

import pytest
from django.urls import reverse
from wagtail.models import TaskState

from territories.models import Territory
from territories.rights.sync import sync_permissions
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
    assert not _decides(sheet, team)


def test_who_wrote_before_the_last_change_does_not_approve(client, network, referent, sheet):
    team, second = make_person(network.vitre), make_person(network.vitre, username="seconde")
    sheet.save_revision(user=team)
    sheet.save_revision(user=referent)
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
