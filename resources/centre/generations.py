"""What the resource centre remembers, and what renews it."""

from django.db.models import Model
from wagtail.models import Page, PageViewRestriction

from core.freshness import HOST_PAGES
from core.renewals import corrected, declare, only_saved, page_changed, saved
from territories.host_pages import all_hosts
from territories.models import Audience, Commune, Contact, Territory, Theme

from .pages.centre import ResourceCentrePage
from .pages.sheet import ResourcePage
from .registry import kinds


def _is_listed(instance: Page, **kwargs) -> bool:
    """A sheet, or a centre: one that moves takes its sheets along."""
    return issubclass(instance.specific_class, (ResourcePage, ResourceCentrePage))


def _counted() -> list[type[Model]]:
    """rows that a kind of sheets counts (adoptions)"""
    return [model for kind in kinds() for model in kind.counted]


CATALOGUE = declare(
    "catalogue",
    "the rows, facets and counts of the resource centre",
    page_changed("sheets and the centre itself", when=_is_listed),
    only_saved(ResourcePage, ResourceCentrePage, words="sheets and the centre, saved online"),
    saved(Theme, Audience, Territory, PageViewRestriction, _counted),
    corrected(Commune),
)
CONTACTS = declare("contacts", "the published contacts that sheets show", saved(Contact))
# A word, an adoption: the lists of every site may differ.
HOST_PAGES.renewed_by(saved(Theme, Audience, _counted, words="everywhere", members=all_hosts))
