"""Whose territories a person acts for. The one answer for forms, lists and permission policies."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from ..tree import tree
from ..tree.models import Territory  # read by models, in their turn

KEPT_ON_USER = "_territory_scope"
# Whoever may change territories keeps what all have in common.
KEEPS_ALL = "territories.change_territory"
BACKEND = "django.contrib.auth.backends.ModelBackend"


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

    @property
    def refers(self) -> frozenset[int]:
        """Those in whose name she writes, and publishes nothing."""
        return self.writes - self.communicates


NOBODY = Scope(frozenset(), frozenset())


def _active() -> list[Territory]:
    return [t for t in tree().by_id.values() if t.is_active]


def _every() -> Scope:
    every = frozenset(t.pk for t in _active())
    return Scope(every, every, is_region=True)


def _of_groups(groups: set[int]) -> Scope:
    heads = {t.pk for t in _active() if t.communication_group_id in groups}
    communicates = frozenset(t.pk for t in _active() if {t.pk, t.parent_id} & heads)
    refers = {t.pk for t in _active() if t.referent_group_id in groups}
    return Scope(communicates, communicates | refers)


def _read_scope(user) -> Scope:
    if user.has_perm(KEEPS_ALL):
        return _every()
    return _of_groups(set(user.groups.values_list("pk", flat=True)))


def scopes_of(people) -> dict[int, Scope]:
    """What each of several people acts for, in two queries; a closed account acts for nobody."""
    people = {person.pk: person for person in people if person.is_active}
    users = get_user_model()
    keepers = users.objects.with_perm(KEEPS_ALL, backend=BACKEND).filter(pk__in=people)
    region = set(keepers.values_list("pk", flat=True))
    groups = defaultdict(set)
    for pk, group in users.groups.through.objects.filter(user__in=people).values_list(
        "user_id", "group_id"
    ):
        groups[pk].add(group)
    return {pk: _every() if pk in region else _of_groups(groups[pk]) for pk in people}


def scope_of(user) -> Scope:
    """What `user` acts for: one query, kept on the user as Wagtail keeps its permissions."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    if not hasattr(user, KEPT_ON_USER):
        setattr(user, KEPT_ON_USER, _read_scope(user))
    return getattr(user, KEPT_ON_USER)


def territories_of(user) -> QuerySet[Territory]:
    """Active territories in whose name `user` may write sheets and adoptions."""
    return Territory.objects.filter(pk__in=scope_of(user).writes)


def sites_of(user) -> QuerySet[Territory]:
    """Active territories whose site `user` publishes."""
    return Territory.objects.filter(pk__in=scope_of(user).communicates)


def own_territories(user) -> list[Territory]:
    """The territories whose site is the person's own: not those that she acts for from above."""
    acted_for = scope_of(user).communicates
    territories = (tree().by_id[pk] for pk in acted_for)
    return [t for t in territories if t.site_id and t.parent_id not in acted_for]
