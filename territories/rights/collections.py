"""Where images and documents are kept: one collection per territory, one common, nothing in Root."""

from wagtail.models import Collection

from ..tree.models import Territory
from .journal import Journal
from .roles import COMMON_COLLECTION


def common_collection(journal: Journal | None = None) -> Collection:
    """The collection everybody may choose from; nothing is ever stored in Root."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Racine")
    found = root.get_children().filter(name=COMMON_COLLECTION).first()
    if found is None:
        found = root.add_child(name=COMMON_COLLECTION)
        if journal:
            journal.note(f"Collection « {COMMON_COLLECTION} » créée.")
    return found


def collection_of(territory: Territory, journal: Journal) -> Collection:
    """The territory's own collection, made or renamed as need be."""
    if territory.collection is None:
        # Another row of the same territory may have got one a moment ago, as one of its groupement's pays.
        territory.refresh_from_db(fields=["collection"])
    name = territory.site_name
    if territory.collection is None:
        territory.collection = Collection.get_first_root_node().add_child(name=name)
        territory.save(update_fields=["collection"])
        journal.note(f"Collection « {name} » créée.")
    elif territory.collection.name != name:
        journal.note(f"Collection « {territory.collection.name} » renommée « {name} ».")
        territory.collection.name = name
        territory.collection.save()
    return territory.collection
