"""Whose site a page stands on, without a query per page; and where a person's own pages begin (decision 0057)."""

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.generations import Remembered
from core.search.privacy import exclude_private

from ..ownership.scope import scope_of
from ..tree import TERRITORIES, tree
from ..tree.homes import homes_of
from ..tree.models import Scale, Territory

# Site roots stand right under the root of the tree.
ROOT_DEPTH = 2
TRANSLATES = "wagtail_localize.submit_translation"
EDITING_ACTIONS = ("add", "change", "publish", "lock", "unlock")


def _names() -> dict[str, str]:
    """By path of a home, in each of its languages."""
    territories = Territory.objects.filter(site__isnull=False).select_related("site__root_page")
    names = {
        territory.site.root_page.translation_key: territory.site_name for territory in territories
    }
    return {home.path: names[home.translation_key] for home in homes_of(territories)}


site_names = Remembered(TERRITORIES, _names)


def site_name(page: Page) -> str:
    """Name of the site on which `page` stands; empty for the root of all sites."""
    return site_names().get(page.path[: Page.steplen * ROOT_DEPTH], "")


def own_home_id(user) -> int | None:
    """The home page of the site that `user` publishes in the first place, her groupement's before its pays'."""
    scales = Scale.values
    own = [tree().by_id[pk] for pk in scope_of(user).communicates]
    own = sorted((t for t in own if t.site), key=lambda t: (scales.index(t.scale), t.sort_order))
    return own[0].site.root_page_id if own else None


def editable_by(user) -> QuerySet[Page]:
    """Pages upon which `user` may act."""
    policy = policy_registry.get_by_type(Page)
    return policy.instances_user_has_any_permission_for(user, EDITING_ACTIONS)


def choosable(user, pages: QuerySet) -> QuerySet:
    """Pages to which `user` may link: those that the public reads, and those that she keeps.

    Conditions on the rows themselves: as two sets of ids, all pages would be read for the few that are shown.
    """
    return pages & (exclude_private(Page.objects.live()) | editable_by(user))
