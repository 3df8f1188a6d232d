"""People of the admin, by their role in a territory."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from territories.models import Territory
from territories.rights.roles import TRANSLATORS

COMMUNICATION, REFERENT = "communication_group", "referent_group"


def make_person(territory: Territory, *roles: str, **fields):
    """Somebody in the groups of a territory; communication when no role is said."""
    username = fields.pop("username", f"{territory.code}-{'-'.join(roles) or 'com'}")
    user = get_user_model().objects.create_user(username, f"{username}@exemple.test", "x", **fields)
    user.groups.set(getattr(territory, role) for role in roles or (COMMUNICATION,))
    return user


def make_translator():
    """Somebody who edits every page and publishes none."""
    user = get_user_model().objects.create_user("traduction", "traduction@exemple.test", "x")
    user.groups.set([Group.objects.get(name=TRANSLATORS)])
    return user
