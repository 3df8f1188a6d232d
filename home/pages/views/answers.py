"""Answers to the forms made by editors."""

from wagtail.contrib.forms.views import SubmissionsListView

from core.page_registry import view_for
from core.spreadsheets import SafeExportMixin

from ..models import FormPage


class AnswersView(SafeExportMixin, SubmissionsListView):
    """The answers of visitors, who may write anything."""


@view_for(FormPage, "answers")
def answers_view(page: FormPage) -> type[AnswersView]:
    """The class that Wagtail is given for the list of a form's answers."""
    return AnswersView
