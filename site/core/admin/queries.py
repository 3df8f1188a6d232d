"""Fewer queries for Wagtail's own screens, where it asks one for each row, or the same again and again.

Imported by `core.wagtail_hooks`.
"""

from django.db.models import prefetch_related_objects
from wagtail import hooks
from wagtail.models import Page
from wagtail.query import SpecificIterable

from ..upstream import read_rows_with, remember_parent, remember_workflow_states


class RowsOfAChooser(SpecificIterable):
    """Specific pages that know their parent and their locale, which each row of a chooser asks for."""

    def __iter__(self):
        pages = list(super().__iter__())
        prefetch_related_objects(pages, "locale")
        above = {page.path[: -Page.steplen] for page in pages if not page.is_root()}
        parents = {parent.path: parent for parent in Page.objects.filter(path__in=above)}
        for page in pages:
            remember_parent(page, parents.get(page.path[: -Page.steplen]))
            yield page


@hooks.register("construct_page_chooser_queryset", order=1000)
def read_rows_at_once(pages, request):
    """Status, parent and locale of all rows together: else four queries a row."""
    pages = pages.prefetch_workflow_states().annotate_approved_schedule()
    # But of a search, read by its engine.
    return read_rows_with(pages, RowsOfAChooser, instead_of=SpecificIterable)


@hooks.register("before_edit_page", order=1000)
def read_review_once(request, page):
    """Which review is under way: else some thirty queries to draw one form. Asked anew when it is sent."""
    if request.method == "GET":
        state = page.current_workflow_state
        remember_workflow_states(page, [state] if state else [])


@hooks.register("construct_homepage_summary_items", order=1000)
def count_nothing(request, items):
    """How many pages, images and documents there are tells a team nothing, and costs two queries each."""
    items.clear()
