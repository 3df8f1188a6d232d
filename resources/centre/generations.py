"""What the resource centre remembers, and what renews it."""

from collections.abc import Iterable

from wagtail.models import Page, PageViewRestriction

from core.freshness import HOST_PAGES
from core.renewals import DeclaredGeneration, corrected, declare, only_saved, page_changed, saved
from territories.host_pages import all_hosts
from territories.models import Audience, Commune, Contact, Territory, Theme

from .counted import counted, sheets_of
from .pages.centre import ResourceCentrePage
from .pages.sheet import ResourcePage
from .stamps import SheetStamp


class SheetsGeneration(DeclaredGeneration):
    """Says that sheets changed; their stamps say which (decision 0105)."""

    def renew(self, *sheet_ids: int) -> None:
        """Make every process read the rows of these sheets again."""
        # In this order: whoever sees the new number finds the new stamps.
        SheetStamp.write(sheet_ids)
        super().renew()


def _is_centre(instance: Page, **kwargs) -> bool:
    """A centre takes its sheets along when it moves."""
    return issubclass(instance.specific_class, ResourceCentrePage)


def _is_sheet(instance: Page, **kwargs) -> bool:
    return issubclass(instance.specific_class, ResourcePage)


def _itself(instance: Page, **kwargs) -> Iterable[int]:
    return [instance.pk]


CATALOGUE = declare(
    "catalogue",
    "the whole index of the resource centre: rows, facets and their words",
    page_changed("the centre itself", when=_is_centre),
    only_saved(ResourceCentrePage, words="the centre, saved online"),
    saved(Theme, Audience, Territory, PageViewRestriction),
    corrected(Commune),
)
SHEETS = declare(
    "sheets",
    "the rows of the sheets that changed, in the same index",
    page_changed("sheets", when=_is_sheet, members=_itself),
    only_saved(ResourcePage, words="sheets, saved online", members=_itself),
    saved(counted, members=sheets_of),
    kind=SheetsGeneration,
)
CONTACTS = declare("contacts", "the published contacts that sheets show", saved(Contact))
# A word, an adoption: the lists of every site may differ.
HOST_PAGES.renewed_by(saved(Theme, Audience, counted, words="everywhere", members=all_hosts))
