"""Where declarations are: each app declares what it has in its `owned.py`, which its `startup.py` imports.

Read by the roles, the policies, mergers, renamings, the zip of a site, the nightly purge, the matrix of rights and
the guide's table: adding a model that belongs to a territory is one declaration.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Model
from wagtail.permissions import policy_registry

from core.own_apps import own_app_labels

from .declaration import Given, Owned, Team
from .policies import policy_of

CORE = ("core", "jobs")
_declared: dict[type[Model], Owned] = {}


def declare(owned: Owned) -> None:
    """Say what becomes of the rows of a model, and register the permission policy that follows from it.

    :raises ValueError: the model has a declaration already.
    """
    if owned.model in _declared:
        raise ValueError(f"{owned.model} is declared twice.")
    _declared[owned.model] = owned
    if policy := policy_of(owned):
        policy_registry.register(owned.model, policy)


@contextmanager
def declared(owned: Owned) -> Iterator[None]:
    """A declaration that lasts as long as the block, for tests."""
    declare(owned)
    try:
        yield
    finally:
        del _declared[owned.model]
        policy_registry.values_by_class.pop(owned.model, None)


def owned_models(*teams: Team, given: Given | None = None) -> list[Owned]:
    """The declarations, from the lowest app to the highest; those of some teams, those given in one way."""
    found = [
        owned
        for owned in _declared.values()
        if (not teams or owned.team in teams) and given in (None, owned.given)
    ]
    # Of one app in the order in which it declares them; what is core's or another package's comes last.
    ranks = {label: -rank for rank, label in enumerate(own_app_labels()) if label not in CORE}
    return sorted(found, key=lambda owned: ranks.get(owned.model._meta.app_label, 1))


def declaration_of(model: type[Model]) -> Owned | None:
    """What is said of a model, or of the nearest model that it inherits from."""
    return next((_declared[base] for base in model.__mro__ if base in _declared), None)
