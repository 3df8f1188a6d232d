"""Whose rows are whose, and what nobody does: invent an EPCI or a commune, delete a territory."""

from wagtail.permissions import register_permission_policy

from ..contacts.models import Contact
from ..geography.models import Commune, Epci
from ..ownership.policies import LimitedPolicy, TerritoryPolicy
from ..tree.models import Territory


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
    register_permission_policy(Contact, TerritoryPolicy(Contact))
