"""Whose rows are whose, and what nobody does: invent an EPCI or a commune, delete a territory."""

from wagtail.permissions import register_permission_policy

from ..models import Commune, Contact, Epci, Territory
from ..policies import LimitedPolicy, TerritoryPolicy


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
