"""Whose territories a person acts for. The one answer for forms, lists and permission policies."""

from dataclasses import dataclass

from django.db.models import QuerySet

from .models import Territory
from .tree import tree

KEPT_ON_USER = "_territory_scope"


@dataclass(frozen=True, slots=True)
class Scope:
    """Ids of the active territories that a person acts for.

    :param communicates: those whose site she publishes: hers, and for a groupement its pays'.
    :param writes: those in whose name she writes sheets and adoptions (`communicates` included).
    :param is_region: she keeps what all have in common: texts, vocabularies, territories, sites.
    """

    communicates: frozenset[int]
    writes: frozenset[int]
    is_region: bool = False


NOBODY = Scope(frozenset(), frozenset())


def _read(user) -> Scope:
    active = [t for t in tree().by_id.values() if t.is_active]
    if user.has_perm("territories.change_territory"):
        every = frozenset(t.pk for t in active)
        return Scope(every, every, is_region=True)
    groups = set(user.groups.values_list("pk", flat=True))
    heads = {t.pk for t in active if t.communication_group_id in groups}
    communicates = frozenset(t.pk for t in active if {t.pk, t.parent_id} & heads)
    refers = {t.pk for t in active if t.referent_group_id in groups}
    return Scope(communicates, communicates | refers)


def scope_of(user) -> Scope:
    """What `user` acts for: one query, kept on the user as Wagtail keeps its permissions."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    if not hasattr(user, KEPT_ON_USER):
        setattr(user, KEPT_ON_USER, _read(user))
    return getattr(user, KEPT_ON_USER)


def territories_of(user) -> QuerySet[Territory]:
    """Active territories in whose name `user` may write sheets and adoptions."""
    return Territory.objects.filter(pk__in=scope_of(user).writes)


def sites_of(user) -> QuerySet[Territory]:
    """Active territories whose site `user` publishes."""
    return Territory.objects.filter(pk__in=scope_of(user).communicates)
