"""One synchronisation: it moves rights with the tree, repairs what was broken, and says what it did."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    WorkflowPage,
)

from home.network.merging.run import merge
from territories.models import Territory
from territories.rights import signals
from territories.rights.collections import common_collection
from territories.rights.roles import TRANSLATORS
from territories.rights.sync import planned_changes, sync_permissions
from tests.factories.people import REFERENT, make_person

ROWS = {
    GroupPagePermission: "page_id",
    GroupCollectionPermission: "collection_id",
    GroupSitePermission: "site_id",
}


def rights() -> set[tuple]:
    """Every right of every group, and the names that go with them."""
    found = set()
    for model, target in ROWS.items():
        rows = model.objects.values_list("group__name", target, "permission__codename")
        found |= {(model.__name__, *row) for row in rows}
    found |= set(Group.objects.values_list("name", "permissions__codename"))
    found |= set(Collection.objects.values_list("pk", "name"))
    return found | set(WorkflowPage.objects.values_list("page_id", "workflow__name"))


def group(territory: Territory, role: str = "communication_group") -> Group:
    return getattr(Territory.objects.get(pk=territory.pk), role)


def permission(codename: str) -> Permission:
    return Permission.objects.get(codename=codename)


def run(*args: str) -> str:
    out = StringIO()
    call_command("sync_permissions", *args, stdout=out, no_color=True)
    return out.getvalue()


def break_by_hand(network) -> None:
    """What somebody did in the admin or the database, of each kind."""
    communication, referents = group(network.vitre), group(network.vitre, REFERENT)
    communication.page_permissions.all().delete()
    communication.permissions.remove(permission("add_contact"))
    GroupPagePermission.objects.create(
        group=referents,
        page=network.fougeres.site.root_page,
        permission=permission("publish_page"),
    )
    GroupSitePermission.objects.create(
        group=referents,
        site=network.vitre.site,
        permission=permission("change_territorysettings"),
    )
    GroupCollectionPermission.objects.create(
        group=Group.objects.get(name=TRANSLATORS),
        collection=Collection.get_first_root_node(),
        permission=permission("choose_siteimage"),
    )
    referents.permissions.add(permission("delete_territory"))
    Group.objects.filter(pk=communication.pk).update(name="Autre nom")
    WorkflowPage.objects.filter(page=network.vitre.site.root_page).delete()


BROKEN = [
    "Groupe « Autre nom » renommé « ESS pays de Vitré — communication ».",
    "Droits donnés à « ESS pays de Vitré — communication » : contacts (ajouter).",
    "Droits donnés à « ESS pays de Vitré — communication » sur la page « ESS pays de Vitré » : "
    "pages (ajouter, modifier, publier, verrouiller, déverrouiller).",
    "Droits donnés à « ESS pays de Vitré — communication » sur la page « Fiches — ESS pays de Vitré » : "
    "pages (ajouter, modifier, publier, verrouiller, déverrouiller).",
    "Droits retirés à « ESS pays de Vitré — référent·es » : territoires (supprimer).",
    "Droits retirés à « ESS pays de Vitré — référent·es » sur la page « ESS pays de Fougères » : "
    "pages (publier).",
    "Droits retirés à « ESS pays de Vitré — référent·es » sur le site « ESS pays de Vitré » : "
    "réglages des sites (modifier).",
    "Circuit de validation « Validation — ESS pays de Vitré » posé sur la page « ESS pays de Vitré ».",
    "Droits retirés à « Traduction » sur toutes les collections : images (choisir).",
]


def test_a_second_run_changes_nothing(network):
    before = rights()
    assert sync_permissions() == []
    assert rights() == before
    assert planned_changes() == []


def test_what_was_broken_by_hand_is_repaired_and_said(network):
    before = rights()
    break_by_hand(network)
    assert rights() != before
    assert sync_permissions() == BROKEN
    assert rights() == before
    assert sync_permissions() == []


def test_a_deleted_group_and_collection_are_made_again(network):
    group(network.vitre, REFERENT).delete()
    Collection.objects.get(pk=network.vitre.collection.pk).delete()
    lines = sync_permissions(network.vitre)
    assert "Groupe « ESS pays de Vitré — référent·es » créé." in lines
    assert "Collection « ESS pays de Vitré » créée." in lines
    made = Territory.objects.get(pk=network.vitre.pk)
    assert made.referent_group.page_permissions.exists()
    held = GroupCollectionPermission.objects.filter(collection=made.collection)
    assert {row.group for row in held} == {
        made.communication_group,
        made.referent_group,
        group(network.ess_35),
    }
    assert planned_changes() == []


def test_groups_that_wagtail_makes_are_removed(network):
    Group.objects.create(name="Moderators")
    assert sync_permissions() == ["Groupe « Moderators » supprimé : ses droits valaient partout."]


def test_a_dry_run_says_what_the_run_does_and_does_nothing(network):
    break_by_hand(network)
    broken = rights()
    dry = run("--dry-run")
    assert rights() == broken
    assert dry.splitlines() == [*BROKEN, "Essai : rien n’a été changé."]
    assert run().splitlines() == [*BROKEN, "Les droits suivent l’arbre des territoires."]
    for args in ([], ["--dry-run"]):
        assert run(*args).splitlines() == [
            "Rien à changer : les droits suivent l’arbre des territoires."
        ]


def may_publish(user, page: Page) -> bool:
    user = type(user).objects.get(pk=user.pk)  # permissions are kept on the instance
    return page.permissions_for_user(user).can_publish()


def settings_of(territory: Territory) -> set[str]:
    rows = GroupSitePermission.objects.filter(group=group(territory))
    return set(rows.values_list("site__hostname", flat=True))


def post(client, territory, **changed):
    """Send the form of a territory as it is, but for what changed."""
    fields = ["site_name", "name", "short_name", "own_accent", "sort_order"]
    fields += ["parent_confidence", "organisation_confidence"]
    data = {name: getattr(territory, name) for name in fields}
    data |= {"parent": territory.parent_id, "is_active": "on", **changed}
    return client.post(reverse("territoires:edit", args=[territory.pk]), data)


def move_by_form(client, territory, parent):
    assert post(client, territory, parent=parent.pk).status_code == 302


def move_by_save(client, territory, parent):
    territory = Territory.objects.get(pk=territory.pk)
    territory.parent = parent
    territory.save()


def move_by_field(client, territory, parent):
    territory = Territory.objects.get(pk=territory.pk)
    territory.parent = parent
    territory.save(update_fields=["parent"])


MOVES = [move_by_form, move_by_save, move_by_field]


@pytest.mark.parametrize("move", MOVES)
def test_a_pays_that_changes_groupement_takes_its_rights_along(admin_client, network, move):
    old, new = make_person(network.ess_35), make_person(network.finistere)
    home = network.fougeres.site.root_page
    assert (may_publish(old, home), may_publish(new, home)) == (True, False)
    move(admin_client, network.fougeres, network.finistere)
    assert (may_publish(old, home), may_publish(new, home)) == (False, True)
    assert settings_of(network.ess_35) == {"ess-35.test", "vitre.test"}
    assert settings_of(network.finistere) == {
        "ess-finistere.test",
        "cornouaille.test",
        "fougeres.test",
    }
    files = GroupCollectionPermission.objects.filter(collection=network.fougeres.collection)
    holders = {row.group for row in files}
    assert group(network.finistere) in holders
    assert group(network.ess_35) not in holders
    assert planned_changes() == []


@pytest.mark.parametrize("move", MOVES)
def test_neither_the_parent_nor_the_rights_move_when_rights_fail(
    admin_client, network, move, monkeypatch
):
    def fail(*territories):
        sync_permissions(*territories)
        raise RuntimeError("after the rights")

    before = rights()
    monkeypatch.setattr(signals, "sync_permissions", fail)
    with pytest.raises(RuntimeError, match="after the rights"):
        move(admin_client, network.fougeres, network.finistere)
    assert Territory.objects.get(code="fougeres").parent == network.ess_35
    assert rights() == before


def test_a_name_is_followed_once(network, monkeypatch):
    told = []
    monkeypatch.setattr(signals, "sync_permissions", lambda *t: told.append(sync_permissions(*t)))
    vitre = Territory.objects.get(code="vitre")
    vitre.note = "Rien qui compte"
    vitre.save()
    assert told == []
    vitre.site_name = "ESS Portes de Bretagne"
    vitre.save()
    assert told == [
        [
            "Collection « ESS pays de Vitré » renommée « ESS Portes de Bretagne ».",
            "Dossier « Fiches — ESS pays de Vitré » renommé « Fiches — ESS Portes de Bretagne ».",
            "Groupe « ESS pays de Vitré — communication » renommé "
            "« ESS Portes de Bretagne — communication ».",
            "Groupe « ESS pays de Vitré — référent·es » renommé "
            "« ESS Portes de Bretagne — référent·es ».",
            "Circuit de validation « Validation — ESS pays de Vitré » renommé "
            "« Validation — ESS Portes de Bretagne ».",
        ]
    ]


def test_a_merge_leaves_rights_as_the_tree_says(network, admin_user):
    merge(network.fougeres, network.vitre, admin_user)
    assert planned_changes() == []
    assert settings_of(network.ess_35) == {"ess-35.test", "vitre.test"}


def test_the_common_collection_is_made_again(network):
    pk = common_collection().pk
    Collection.objects.get(pk=pk).delete()
    assert "Collection « Commun » créée." in sync_permissions()
    assert planned_changes() == []


def test_two_territories_never_share_a_name_of_site(admin_client, network):
    # One that has no site yet is named by the form of the territory itself.
    waiting = Territory.objects.create(
        code="dol", scale="pays", name="Dol", site_name="ESS Dol", short_name="Dol", parent=network.ess_35
    )  # fmt: skip
    response = post(admin_client, waiting, site_name=network.fougeres.site_name)
    assert response.status_code == 200
    assert response.context["form"].errors["site_name"] == [
        "Un autre territoire a déjà ce nom de site : ses équipes le portent."
    ]
    assert planned_changes() == []
