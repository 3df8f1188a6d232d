"""The one synchronisation: groups, collections, rights and workflows become what the tree says.

Making a site, a change of territory, a merge and the command all call it. Groups are named by a fixed
rule and kept on the territory, so that a renamed territory keeps its people.
"""

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Collection, Page, Site

from ..tree import TERRITORIES
from ..tree.homes import homes_of
from ..tree.models import Scale, Territory
from .collections import collection_of, common_collection
from .groups import Places, apply_role, group_of, named_group, remove_wagtail_groups
from .journal import Journal
from .roles import TRANSLATOR, TRANSLATORS, communication_role, referent_role, region_role
from .sections import shared_places
from .workflows import remove_wagtail_workflow, sync_workflows


def _in_charge_of(territory: Territory) -> list[Territory]:
    """Territories whose sites this one's communication publishes: itself and those below."""
    below = Territory.objects.filter(parent=territory, site__isnull=False)
    return [territory, *below.select_related("site__root_page", "collection")]


def _sheets_of(territories: list[Territory], journal: Journal) -> list[Page]:
    return [page for territory in territories for page in shared_places(territory, journal)]


def _region_places() -> Places:
    """The region's rights stand on the roots."""
    return Places(
        pages=[Page.get_first_root_node()],
        collections=[Collection.get_first_root_node()],
        sites=list(Site.objects.all()),
    )


def _sync_communication(territory: Territory, common: Collection, journal: Journal) -> None:
    name = f"{territory.site_name} — communication"
    group = group_of(territory, "communication_group", name, journal)
    if territory.scale == Scale.REGION:
        apply_role(group, region_role(), _region_places(), journal)
        return
    ours = _in_charge_of(territory)
    places = Places(
        pages=[*homes_of(ours), *_sheets_of(ours, journal)],
        collections=[collection_of(t, journal) for t in ours],
        common=[common],
        sites=[t.site for t in ours],
    )
    apply_role(group, communication_role(), places, journal)


def _sync_referents(territory: Territory, common: Collection, journal: Journal) -> None:
    name = f"{territory.site_name} — référent·es"
    group = group_of(territory, "referent_group", name, journal)
    own = [collection_of(territory, journal)]
    places = Places(pages=shared_places(territory, journal), collections=own, common=[common])
    apply_role(group, referent_role(), places, journal)


def _sync_translators(journal: Journal) -> None:
    group = named_group(TRANSLATORS, journal)
    apply_role(group, TRANSLATOR, Places(pages=[Page.get_first_root_node()]), journal)


def _concerned(territories: tuple[Territory, ...]) -> QuerySet[Territory]:
    """These territories with everything above them, or all; only those that have a site."""
    wanted = Territory.objects.filter(site__isnull=False, is_active=True)
    if territories:
        ids = {t.pk for t in territories}
        ids |= {t.parent_id for t in territories if t.parent_id}
        wanted = wanted.filter(pk__in=ids) | wanted.filter(scale=Scale.REGION)
    return wanted.select_related(
        "site__root_page", "collection", "workflow", "communication_group", "referent_group"
    )


@transaction.atomic
def sync_permissions(*territories: Territory) -> list[str]:
    """Make groups, collections, permissions and workflows what the tree says they are.

    :param territories: those to synchronise, with everything above them; all when none is given.
    :returns: what changed, as lines of French; none when everything was right.
    :raises LookupError: a permission is missing because migrations were not run.
    """
    journal = Journal()
    remove_wagtail_groups(journal)
    remove_wagtail_workflow(journal)
    common = common_collection(journal)
    concerned = list(_concerned(territories))
    # Before any group: a groupement reads its pays' collections again, with their names of today.
    for territory in concerned:
        collection_of(territory, journal)
    for territory in concerned:
        _sync_communication(territory, common, journal)
        _sync_referents(territory, common, journal)
        sync_workflows(territory, journal)
    _sync_translators(journal)
    TERRITORIES.renew()
    return journal.lines


def planned_changes() -> list[str]:
    """What `sync_permissions()` would change: the same run, rolled back."""
    with transaction.atomic():
        lines = sync_permissions()
        transaction.set_rollback(True)
    return lines
