"""Who answers for an EPCI or a commune, and when what we remember of the geography is out of date."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Site

from core.generations import bump

from .models import Commune, CommuneName, Epci, FormerName, Territory
from .tree import tree

GENERATION = "geography"


def answering(territory_id: int | None) -> Territory | None:
    """The active territory that answers for `territory_id`.

    A territory that was merged hands over to its successor, one that closed to the territory above;
    without any, the region answers. None while the database is empty.
    """
    structure = tree()
    seen: set[int] = set()
    while territory_id and territory_id not in seen:
        seen.add(territory_id)
        territory = structure.by_id.get(territory_id)
        if territory is None:
            break
        if territory.is_active:
            return territory
        territory_id = territory.succeeded_by_id or territory.parent_id
    return structure.region


def geography_changed(**kwargs) -> None:
    """Signal handler: forget the finder's index and the maps."""
    bump(GENERATION)


def commune_saved(sender, instance: Commune, raw: bool = False, **kwargs) -> None:
    """Signal handler: a commune is found by its present names at once."""
    from .loading.names import sync_names

    if not raw:
        sync_names(instance)


def connect() -> None:
    post_save.connect(commune_saved, sender=Commune, dispatch_uid="geography.names")
    for signal in (post_save, post_delete):
        for model in (Epci, Commune, CommuneName, FormerName, Territory, Site):
            signal.connect(
                geography_changed, sender=model, dispatch_uid=f"geography.{model.__name__}"
            )
