"""Giving a group exactly the rights of its role: no more, no less, whatever was done by hand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
)

from ..tree.models import Territory
from .journal import Journal, place
from .roles import Role

# Groups that Wagtail's migrations create, with rights everywhere: to choose in Root, on every site.
WAGTAIL_GROUPS = ["Editors", "Moderators"]


@dataclass
class Places:
    """Where the members of a group have the rights of their role."""

    pages: list[Page] = field(default_factory=list)
    collections: list[Collection] = field(default_factory=list)
    common: list[Collection] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)


def permissions_of(codenames: Iterable[str]) -> list[Permission]:
    """Permissions by their codenames.

    :raises LookupError: one is missing, because migrations were not run.
    """
    codenames = set(codenames)
    found = list(Permission.objects.filter(codename__in=codenames).select_related("content_type"))
    missing = codenames - {permission.codename for permission in found}
    if missing:
        raise LookupError(
            f"Droits introuvables (migrations à jouer ?) : {', '.join(sorted(missing))}"
        )
    return found


def group_of(territory: Territory, field: str, name: str, journal: Journal) -> Group:
    """The territory's group kept in `field`, made or renamed as need be: its people stay in it."""
    group = getattr(territory, field)
    if group is None:
        group = named_group(name, journal)
        setattr(territory, field, group)
        territory.save(update_fields=[field])
    elif group.name != name:
        journal.note(f"Groupe « {group.name} » renommé « {name} ».")
        group.name = name
        group.save()
    return group


def named_group(name: str, journal: Journal) -> Group:
    """The group of that name, made when it is missing."""
    group, created = Group.objects.get_or_create(name=name)
    if created:
        journal.note(f"Groupe « {name} » créé.")
    return group


def remove_wagtail_groups(journal: Journal) -> None:
    """Remove the groups of Wagtail's migrations, which our rules refuse."""
    for group in Group.objects.filter(name__in=WAGTAIL_GROUPS):
        journal.note(f"Groupe « {group.name} » supprimé : ses droits valaient partout.")
        group.delete()


def apply_role(group: Group, role: Role, places: Places, journal: Journal) -> None:
    """Make the rights of the group what its role says, on these places and nowhere else."""
    _set_everywhere(group, permissions_of(role.everywhere), journal)
    _set_rows(
        GroupPagePermission,
        group,
        "page",
        _pairs(places.pages, permissions_of(role.pages)),
        journal,
    )
    files = _pairs(places.collections, permissions_of(role.files))
    files |= _pairs(places.common, permissions_of(role.common_files))
    _set_rows(GroupCollectionPermission, group, "collection", files, journal)
    sites = _pairs(places.sites, permissions_of(role.sites))
    _set_rows(GroupSitePermission, group, "site", sites, journal)


def _pairs(targets, permissions) -> set[tuple[int, int]]:
    return {(target.pk, permission.pk) for target in targets for permission in permissions}


def _set_everywhere(group: Group, wanted: list[Permission], journal: Journal) -> None:
    present = set(group.permissions.select_related("content_type"))
    given, taken = set(wanted) - present, present - set(wanted)
    group.permissions.remove(*taken)
    group.permissions.add(*given)
    for permissions, sign in ((taken, False), (given, True)):
        if permissions:
            journal.rights(group, sign, permissions)


def _set_rows(model, group: Group, target: str, wanted: set[tuple[int, int]], journal) -> None:
    """Make the group's rows of `model` exactly `wanted`: pairs of (target id, permission id)."""
    rows = {
        (getattr(row, f"{target}_id"), row.permission_id): row.pk
        for row in model.objects.filter(group=group)
    }
    taken, given = rows.keys() - wanted, wanted - rows.keys()
    if not (taken or given):
        return
    model.objects.filter(pk__in=[rows[key] for key in taken]).delete()
    model.objects.bulk_create(
        model(group=group, permission_id=permission, **{f"{target}_id": pk})
        for pk, permission in sorted(given)
    )
    targets = model._meta.get_field(target).related_model.objects.in_bulk(
        {pk for pk, _ in taken | given}
    )
    known = Permission.objects.select_related("content_type").in_bulk(
        {permission for _, permission in taken | given}
    )
    for pairs, sign in ((taken, False), (given, True)):
        by_target = defaultdict(list)
        for pk, permission in sorted(pairs):
            by_target[pk].append(known[permission])
        for pk, permissions in by_target.items():
            journal.rights(group, sign, permissions, place(targets[pk]))
