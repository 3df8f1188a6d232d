"""What nobody does in the admin: invent an EPCI or a commune, or delete a territory."""

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from ..models import Commune, Epci, Territory


class LimitedPolicy(ModelPermissionPolicy):
    """Django's permissions, without some actions, even for superusers."""

    refused: frozenset[str] = frozenset()

    def user_has_permission(self, user, action) -> bool:
        return action not in self.refused and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return self.user_has_any_permission(user, actions)


class OfficialPolicy(LimitedPolicy):
    """Official geography comes from the loader alone; here it is corrected."""

    refused = frozenset(("add", "delete"))


class LastingPolicy(LimitedPolicy):
    """A territory is closed or replaced, never deleted: pages, figures and people hang on it."""

    refused = frozenset(("delete",))


def register() -> None:
    register_permission_policy(Epci, OfficialPolicy(Epci))
    register_permission_policy(Commune, OfficialPolicy(Commune))
    register_permission_policy(Territory, LastingPolicy(Territory))
