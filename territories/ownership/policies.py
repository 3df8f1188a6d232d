"""Permission policies: Django's model permissions, less what is not one's own (decision 0055).

A group holds the permission of a model; the territory of each row says whose it is. Wagtail's generic views ask
a policy about the model only, so `territories.ownership.views` asks it about the row in every view.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.permission_policies import BasePermissionPolicy, ModelPermissionPolicy

from ..tree.models import Territory
from .declaration import Given, Owned, Team
from .scope import scope_of
from .site_policy import SitePolicy

ANY_ACTION = ("add", "change", "delete", "view")


class LimitedPolicy(ModelPermissionPolicy):
    """Django's permissions, without some actions, even for superusers.

    :param refused: actions that nobody has.
    """

    def __init__(self, model, refused: Iterable[str] = ()):
        super().__init__(model)
        self.refused = frozenset(refused)

    def user_has_permission(self, user, action) -> bool:
        return action not in self.refused and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return self.user_has_any_permission(user, actions)


class TerritoryPolicy(LimitedPolicy):
    """Rows that belong to a territory: acted upon by those who act for it, all of them by the region.

    :param owner: path from the model to its territory.
    :param writers: open to whoever writes in the territory's name, not to its communication alone.
    :param refused: actions that nobody has.
    """

    def __init__(self, model, owner: str = "territory", writers: bool = False, refused=()):
        super().__init__(model, refused)
        self.owner = owner
        self.writers = writers

    def _own_ids(self, user) -> frozenset[int]:
        scope = scope_of(user)
        return scope.writes if self.writers else scope.communicates

    def territories(self, user) -> QuerySet[Territory]:
        """Territories that `user` may give to a row."""
        return Territory.objects.filter(pk__in=self._own_ids(user))

    def owns(self, user, instance) -> bool:
        """Whether `instance` is of a territory that `user` acts for."""
        if scope_of(user).is_region:
            return True
        *path, last = self.owner.split("__")
        for name in path:
            instance = getattr(instance, name)
        return getattr(instance, f"{last}_id") in self._own_ids(user)

    def user_has_permission(self, user, action) -> bool:
        return bool(self._own_ids(user)) and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action) and self.owns(user, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return self.user_has_any_permission(user, actions) and self.owns(user, instance)

    def own(self, user, rows: QuerySet) -> QuerySet:
        """Those of `rows` that are of a territory that `user` acts for."""
        if scope_of(user).is_region:
            return rows
        # Its own column, which a search engine knows too.
        return rows.filter(**{f"{self.owner}__in": self._own_ids(user)})

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        return self.own(user, super().instances_user_has_any_permission_for(user, actions))


def policy_of(owned: Owned) -> BasePermissionPolicy | None:
    """The policy that follows from a declaration; None where Wagtail's own is right."""
    match owned.given:
        case Given.ROWS:
            writers = owned.team is Team.REFERENTS
            return TerritoryPolicy(owned.model, owned.owner, writers, owned.refused)
        case Given.SITE:
            return SitePolicy(owned.model)
    return LimitedPolicy(owned.model, owned.refused) if owned.refused else None
