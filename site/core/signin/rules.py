"""Who must have a second factor, and who may take it away from somebody."""

from collections.abc import Callable

from django.conf import settings
from wagtail.models import GroupSitePermission, Page
from wagtail.permissions import policy_registry

# What administers: accounts and their rights, sites, workflows, the settings of all sites.
ADMINISTERED = ("user", "group", "site", "locale", "workflow", "task", "collection")
KEPT_ON_USER = "_publishes_or_administers"

# Filled by whoever keeps teams: may this person reset that one's second factor?
may_reset_too: list[Callable] = []


def _reads_as_power(permission: str) -> bool:
    app, _, codename = permission.partition(".")
    verb, _, model = codename.partition("_")
    if verb == "publish":
        return True
    return (
        verb in ("add", "change", "delete")
        and app in ("core", "auth", "wagtailcore")
        and model in ADMINISTERED
    )


def publishes_or_administers(user) -> bool:
    """Whether `user` may publish a page, change a site's settings, or keep accounts and sites.

    Asked of Wagtail's own permissions, which are kept on the user for the length of a request.
    """
    if not hasattr(user, KEPT_ON_USER):
        found = user.is_superuser or (
            policy_registry.get_by_type(Page).user_has_permission(user, "publish")
            or any(map(_reads_as_power, user.get_all_permissions()))
            or GroupSitePermission.objects.filter(group__user=user).exists()
        )
        setattr(user, KEPT_ON_USER, found)
    return getattr(user, KEPT_ON_USER)


def must_have_second_factor(user) -> bool:
    """Whether `user` is let in with a second factor only. Off in the demonstration and most tests."""
    return settings.SECOND_FACTOR_REQUIRED and publishes_or_administers(user)


def may_reset(by, person) -> bool:
    """Whether `by` may take away the second factor of `person`, who lost it.

    Nobody does so for herself: she proves who she is with a recovery code. Whoever has all rights is
    helped by another who has them, or on the server.
    """
    if by.pk == person.pk or (person.is_superuser and not by.is_superuser):
        return False
    return by.has_perm("core.change_user") or any(ask(by, person) for ask in may_reset_too)
