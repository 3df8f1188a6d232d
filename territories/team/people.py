"""Groups that a person may give, and the people she sees: those of the territories she acts for."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Prefetch, QuerySet

from ..ownership.scope import scope_of
from ..rights.roles import TRANSLATORS
from ..tree.models import Territory

GROUP_FIELDS = ("communication_group", "referent_group")


def groups_of(territories) -> QuerySet[Group]:
    """The groups of some territories, in the order of their names."""
    ids = set()
    for pair in Territory.objects.filter(pk__in=territories).values_list(*GROUP_FIELDS):
        ids |= {pk for pk in pair if pk}
    return Group.objects.filter(pk__in=ids).order_by("name")


def given_groups(user) -> QuerySet[Group]:
    """Groups into which `user` may invite: those of the sites she publishes (region: all)."""
    scope = scope_of(user)
    groups = groups_of(scope.communicates)
    if scope.is_region:
        groups = groups | Group.objects.filter(name=TRANSLATORS)
    return groups.order_by("name")


def people_of(user) -> QuerySet:
    """People whose groups `user` may change: neither technical accounts nor herself.

    The region sees those who are in no group any more: it may take them back.
    """
    people = get_user_model().objects.filter(is_superuser=False)
    if not scope_of(user).is_region:
        people = people.filter(pk__in=members(given_groups(user)))
    shown = Prefetch("groups", given_groups(user), to_attr="shown_groups")
    return people.exclude(pk=user.pk).prefetch_related(shown)


def members(groups: QuerySet[Group]) -> QuerySet:
    """Ids of the people of some groups."""
    through = get_user_model().groups.through
    return through.objects.filter(group__in=groups.order_by()).values("user_id")


def find_account(email: str):
    """The account of an address, whatever its case: one in use before one that is closed."""
    found = get_user_model().objects.filter(email__iexact=email)
    return found.order_by("-is_superuser", "-is_active", "pk").first()


def state_of(person) -> str:
    """Where an account stands, in words."""
    if not person.is_active:
        return "fermé"
    return "actif" if person.has_usable_password() else "invitation envoyée"


def free_username(email: str) -> str:
    """A login made of the address; another account may bear it already, under another address."""
    users = get_user_model().objects
    name, number = email.lower()[:140], 1
    while users.filter(username__iexact=name).exists():
        number += 1
        name = f"{email.lower()[:140]}-{number}"
    return name


def may_reset_second_factor(user, person) -> bool:
    """Whether `user` may take away the second factor that `person` lost: the region may, for its teams."""
    return scope_of(user).is_region and people_of(user).filter(pk=person.pk).exists()


def may_manage(user) -> bool:
    """Whether `user` has a team to keep."""
    return bool(scope_of(user).communicates)
