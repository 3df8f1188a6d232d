"""Sheets go into folders and come out again: places in the tree change, addresses do not."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction

from resources.folders import folder_of
from resources.models import ResourceCentrePage, SheetFolderPage, ToolPage
from territories.rights.sync import planned_changes, sync_permissions
from tests.factories import resources as make

migration = import_module("resources.migrations.0007_sheets_into_folders")


@pytest.fixture
def apps():
    """The models as they are when the migration runs."""
    loader = MigrationExecutor(connection).loader
    return loader.project_state(("resources", "0007_sheets_into_folders")).apps


@pytest.fixture
def sheets(network):
    """Sheets of several kinds and territories, one of them translated, a draft, a private one."""
    made = [
        make.ActivityPageFactory(slug="blabla", territory=network.vitre),
        make.ToolPageFactory(slug="jeu", territory=network.fougeres),
        make.StudyPageFactory(slug="etude", territory=network.region),
        make.ProjectPageFactory(slug="projet", territory=network.vitre),
        make.ExpertisePageFactory(slug="appui", territory=network.vitre, live=False),
        make.ToolPageFactory(slug="reserve", territory=network.fougeres),
    ]
    PageViewRestriction.objects.create(page=made[-1], restriction_type="login")
    made[0].copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True)
    return made


def addresses() -> dict[int, str]:
    pages = Page.objects.not_exact_type(SheetFolderPage)
    return dict(pages.values_list("pk", "url_path"))


def answers(get, network) -> dict[str, int]:
    """What visitors and robots are told, on two sites."""
    paths = [f"/ressources/{slug}/" for slug in ("blabla", "jeu", "etude", "appui", "reserve")]
    paths += ["/ressources/?territoire=vitre", "/ressources/rien/"]
    return {
        f"{territory.code} {path}": get(territory, path).status_code
        for territory in (network.vitre, network.region)
        for path in paths
    }


def test_sheets_come_out_of_folders_and_go_back(network, get, apps, sheets):
    urls, told = addresses(), answers(get, network)
    owners = dict(ToolPage.objects.values_list("pk", "territory__code"))
    rights = GroupPagePermission.objects.count()

    migration.take_out_of_folders(apps, None)
    assert not any(Page.find_problems())
    assert not SheetFolderPage.objects.exists()
    assert GroupPagePermission.objects.count() < rights
    assert addresses() == urls
    for centre in ResourceCentrePage.objects.all():
        kinds = {type(page) for page in centre.get_children().specific()}
        assert kinds <= {type(sheet) for sheet in sheets}
    assert ResourceCentrePage.objects.count() == 2
    assert centre.get_children().count() == 1
    private = Page.objects.private().values_list("slug", flat=True)
    assert list(private) == ["reserve"]

    migration.put_into_folders(apps, None)
    assert not any(Page.find_problems())
    assert addresses() == urls
    assert answers(get, network) == told
    assert dict(ToolPage.objects.values_list("pk", "territory__code")) == owners
    for sheet in sheets:
        folder = Page.objects.get(pk=sheet.pk).get_parent().specific
        assert folder.territory == sheet.territory
        assert folder.numchild == folder.get_children().count()
    keys = SheetFolderPage.objects.filter(territory=network.vitre)
    assert len(set(keys.values_list("translation_key", flat=True))) == 1
    assert keys.count() == 2

    sync_permissions()
    assert planned_changes() == []
    assert GroupPagePermission.objects.count() >= rights


def test_what_belongs_to_nobody_is_the_region_s(network, apps, sheets):
    migration.take_out_of_folders(apps, None)
    ToolPage.objects.filter(slug="jeu").update(territory=None)
    migration.put_into_folders(apps, None)
    orphan = ToolPage.objects.get(slug="jeu")
    assert orphan.territory == network.region
    assert orphan.get_parent().specific == folder_of(network.region)
