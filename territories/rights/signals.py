"""Rights move with the territory (decision 0050), in the transaction that saves it (`Territory.save` opens one), and follow its
home into other languages."""

from django.db.models.signals import post_save, pre_save
from wagtail.models import Page
from wagtail.signals import copy_for_translation_done

from ..tree import TERRITORIES
from ..tree.models import Territory
from .sync import sync_permissions

# Fields on which rights, or the names of groups and collections, depend.
WATCHED = ("parent_id", "site_name", "is_active", "scale", "reviews_sheets")


def _before_save(sender, instance: Territory, raw=False, update_fields=None, **kwargs) -> None:
    """Keep the former parent of a territory of which something that counts is about to change."""
    instance.rights_to_follow = None
    touched = update_fields is None or {"parent", *WATCHED} & set(update_fields)
    if raw or instance.pk is None or not touched:
        return
    before = Territory.objects.filter(pk=instance.pk).values(*WATCHED).first()
    if before and any(before[name] != getattr(instance, name) for name in WATCHED):
        instance.rights_to_follow = [instance.pk, before["parent_id"]]


def _after_save(sender, instance: Territory, **kwargs) -> None:
    concerned, instance.rights_to_follow = instance.rights_to_follow, None
    if concerned:
        TERRITORIES.renew()  # this comes before what renews the tree (`core.renewals.connect`)
        sync_permissions(*Territory.objects.filter(pk__in=concerned))


def _home_translated(sender, source_obj, **kwargs) -> None:
    """The team whose site it is publishes its home, and all below, in the new language too."""
    homes = Territory.objects.filter(site__root_page=source_obj.pk)
    if isinstance(source_obj, Page) and (territory := homes.first()):
        sync_permissions(territory)


def connect() -> None:
    """Listen to territories being saved, and to homes being translated."""
    copy_for_translation_done.connect(_home_translated, dispatch_uid="territories.rights.home")
    pre_save.connect(_before_save, sender=Territory, dispatch_uid="territories.rights.before")
    post_save.connect(_after_save, sender=Territory, dispatch_uid="territories.rights.after")
