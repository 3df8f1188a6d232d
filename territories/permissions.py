"""Rights follow the territory tree: one synchronisation makes and repairs groups and permissions.

Roles are told in docs/architecture.md. Groups are named by a fixed rule and kept on the territory,
so that a renamed territory keeps its people.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.generations import bump

from .models import Scale, Territory
from .tree import GENERATION

COMMON_COLLECTION = "Commun"
TRANSLATORS = "Traduction"
# Sections of the region in which referents create sheets.
REFERENT_SECTIONS = ["resources.ResourceCentrePage"]

PUBLISHER_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
REGION_PAGES = (*PUBLISHER_PAGES, "bulk_delete_page")
FILES = tuple(
    f"{verb}_{kind}" for verb in ("add", "change") for kind in ("siteimage", "sitedocument")
)
CHOOSE = ("choose_siteimage", "choose_sitedocument")
SITE_SETTINGS = ("change_territorysettings", "change_sitetexts")
# What belongs to a territory: groups hold the model's permissions, `TerritoryPolicy` says whose a row is.
REFERENT_MODELS = ("adoption",)
COMMUNICATION_MODELS = (
    *REFERENT_MODELS,
    "contact",
    "localoffer",
    "registration",
    "trainingsession",
    "welcomerequest",
)
# What the region alone edits: common texts, vocabularies, territories.
REGION_MODELS = ("home", "offers", "resources", "territories")
MODEL_ACTIONS = ("add", "change", "delete", "view")


def _permissions(*codenames: str) -> list[Permission]:
    found = list(Permission.objects.filter(codename__in=codenames))
    missing = set(codenames) - {permission.codename for permission in found}
    if missing:
        raise LookupError(
            f"Droits introuvables (migrations à jouer ?) : {', '.join(sorted(missing))}"
        )
    return found


def _codenames(*models: str) -> list[str]:
    return [f"{action}_{model}" for model in models for action in MODEL_ACTIONS]


def _group(territory: Territory, field: str, name: str) -> Group:
    group = getattr(territory, field)
    if group is None:
        group, _ = Group.objects.get_or_create(name=name)
        setattr(territory, field, group)
        territory.save(update_fields=[field])
    elif group.name != name:
        group.name = name
        group.save()
    return group


def _set_rows(model, group: Group, target: str, wanted: set[tuple[int, int]]) -> None:
    """Make the group's rows of `model` exactly `wanted`: pairs of (target id, permission id)."""
    rows = {
        (getattr(row, f"{target}_id"), row.permission_id): row.pk
        for row in model.objects.filter(group=group)
    }
    model.objects.filter(pk__in=[pk for key, pk in rows.items() if key not in wanted]).delete()
    model.objects.bulk_create(
        model(group=group, permission_id=permission, **{f"{target}_id": pk})
        for pk, permission in wanted
        if (pk, permission) not in rows
    )


def _pairs(targets, permissions) -> set[tuple[int, int]]:
    return {(target.pk, permission.pk) for target in targets for permission in permissions}


def common_collection() -> Collection:
    """The collection everybody may choose from; nothing is ever stored in Root."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    found = root.get_children().filter(name=COMMON_COLLECTION).first()
    return found or root.add_child(name=COMMON_COLLECTION)


def _collection(territory: Territory) -> Collection:
    if territory.collection is None:
        # Another row of the same territory may have got one a moment ago, as one of its groupement's pays.
        territory.refresh_from_db(fields=["collection"])
    if territory.collection is None:
        root = Collection.get_first_root_node()
        territory.collection = root.add_child(name=territory.site_name)
        territory.save(update_fields=["collection"])
    elif territory.collection.name != territory.site_name:
        territory.collection.name = territory.site_name
        territory.collection.save()
    return territory.collection


def _workflow(territory: Territory, group: Group) -> None:
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
    elif workflow.name != name:
        workflow.name = name
        workflow.save()
    if territory.site:
        WorkflowPage.objects.update_or_create(
            page=territory.site.root_page, defaults={"workflow": workflow}
        )


def _in_charge_of(territory: Territory) -> list[Territory]:
    """Territories whose sites this one's communication publishes: itself and those below."""
    if territory.scale == Scale.REGION:
        return [territory]
    below = Territory.objects.filter(parent=territory, site__isnull=False)
    return [territory, *below.select_related("site__root_page", "collection")]


def _sync_communication(territory: Territory, common: Collection) -> Group:
    group = _group(territory, "communication_group", f"{territory.site_name} — communication")
    ours = [t for t in _in_charge_of(territory) if t.site]
    group.permissions.set(_permissions("access_admin", *_codenames(*COMMUNICATION_MODELS)))
    roots = [t.site.root_page for t in ours]
    _set_rows(GroupPagePermission, group, "page", _pairs(roots, _permissions(*PUBLISHER_PAGES)))
    collections = [_collection(t) for t in ours]
    files = _pairs(collections, _permissions(*FILES, *CHOOSE))
    files |= _pairs([common], _permissions(*CHOOSE))
    _set_rows(GroupCollectionPermission, group, "collection", files)
    sites = [t.site for t in ours]
    _set_rows(GroupSitePermission, group, "site", _pairs(sites, _permissions(*SITE_SETTINGS)))
    return group


def _sync_referents(territory: Territory, common: Collection) -> None:
    group = _group(territory, "referent_group", f"{territory.site_name} — référent·es")
    group.permissions.set(_permissions("access_admin", *_codenames(*REFERENT_MODELS)))
    sections = [p for label in REFERENT_SECTIONS for p in apps.get_model(label).objects.all()]
    _set_rows(GroupPagePermission, group, "page", _pairs(sections, _permissions("add_page")))
    files = _pairs([_collection(territory)], _permissions(*FILES, *CHOOSE))
    files |= _pairs([common], _permissions(*CHOOSE))
    _set_rows(GroupCollectionPermission, group, "collection", files)


def _sync_region(region: Territory) -> None:
    """The region's communication edits everything; its rights stand on the roots."""
    group = region.communication_group
    models = [m for label in REGION_MODELS for m in apps.get_app_config(label).get_models()]
    codenames = _codenames(*(m._meta.model_name for m in models))
    # Settings are a right on each site, the region's group having all of them: never on the model.
    codenames = [name for name in codenames if name not in SITE_SETTINGS]
    group.permissions.set(_permissions("access_admin", *codenames))
    root = [Page.get_first_root_node()]
    _set_rows(GroupPagePermission, group, "page", _pairs(root, _permissions(*REGION_PAGES)))
    collections = [Collection.get_first_root_node()]
    deleting = ("delete_siteimage", "delete_sitedocument")
    files = _permissions(*FILES, *CHOOSE, *deleting)
    _set_rows(GroupCollectionPermission, group, "collection", _pairs(collections, files))
    sites = Site.objects.all()
    _set_rows(GroupSitePermission, group, "site", _pairs(sites, _permissions(*SITE_SETTINGS)))


def _sync_translators() -> None:
    group, _ = Group.objects.get_or_create(name=TRANSLATORS)
    group.permissions.set(_permissions("access_admin", "submit_translation"))
    root = [Page.get_first_root_node()]
    _set_rows(GroupPagePermission, group, "page", _pairs(root, _permissions("change_page")))


def remove_wagtail_defaults() -> None:
    """Remove what Wagtail's migrations create and our rule refuses: groups with rights everywhere.

    « Editors » and « Moderators » may choose in the Root collection and act on every site.
    """
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    GroupApprovalTask.objects.filter(name="Moderators approval").delete()


@transaction.atomic
def sync_permissions(*territories: Territory) -> None:
    """Make groups, collections, permissions and workflows what the tree says they are.

    :param territories: those to synchronise, with everything above them; all when none is given.
    :raises LookupError: a permission is missing because migrations were not run.
    """
    remove_wagtail_defaults()
    common = common_collection()
    wanted = Territory.objects.filter(site__isnull=False, is_active=True)
    if territories:
        ids = {t.pk for t in territories}
        ids |= {t.parent_id for t in territories if t.parent_id}
        wanted = wanted.filter(pk__in=ids) | wanted.filter(scale=Scale.REGION)
    for territory in wanted.select_related("site__root_page", "collection", "workflow"):
        _collection(territory)
        group = _sync_communication(territory, common)
        _sync_referents(territory, common)
        if territory.scale == Scale.REGION:
            _sync_region(territory)
        _workflow(territory, group)
    _sync_translators()
    bump(GENERATION)
