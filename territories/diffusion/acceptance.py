"""Who signs a page, and what a site takes from her without looking at it first (its settings say so)."""

from wagtail.models import Page

from ..shell.settings import TerritorySettings
from ..tree.models import Scale, Territory
from .pages import DiffusablePage


def owner_of(page: Page) -> Territory | None:
    """The territory that signs a page; None for one that is not proposed to other sites."""
    specific = page.specific
    return specific.signed_by() if isinstance(specific, DiffusablePage) else None


def accepts_at_once(territory: Territory, owner: Territory) -> bool:
    """Whether the site of `territory` takes what `owner` proposes without looking at it first."""
    if not territory.site_id:
        return False
    settings = TerritorySettings.for_site(territory.site)
    if owner.scale == Scale.REGION:
        return settings.accept_from_region
    if owner in territory.ancestors():
        return settings.accept_from_parent
    if territory in owner.ancestors():
        return settings.accept_from_children
    return settings.accept_from_others
