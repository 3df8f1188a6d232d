"""What a reader is told of a page: what its team writes in the first tab of the form, in that order."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.models import Page

# Told elsewhere in the page, or of use to this house alone: where it goes, in which order, how long.
OURS = {"title", "territory", "everywhere", "bands", "is_sample", "keep_days"}


def _names(panel: Panel) -> Iterator[str]:
    if isinstance(panel, FieldPanel):
        yield panel.field_name
    elif isinstance(panel, InlinePanel):
        yield panel.relation_name
    for child in getattr(panel, "children", ()):
        yield from _names(child)


def shown(page: Page) -> list:
    """The fields and relations of a page that a reader looks for, in the order of its form."""
    first_tab = page.get_edit_handler().children[0]
    found = []
    for name in dict.fromkeys(_names(first_tab)):
        try:
            field = page._meta.get_field(name)
        except FieldDoesNotExist:  # a field of the form alone
            continue
        if name not in OURS:
            found.append(field)
    return found
