"""Answers to the forms made by editors."""

from wagtail.contrib.forms.views import SubmissionsListView

from core.spreadsheets import SafeExportMixin


class AnswersView(SafeExportMixin, SubmissionsListView):
    """The answers of visitors, who may write anything."""
