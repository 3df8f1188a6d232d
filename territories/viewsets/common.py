"""What the listings share."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from ..tree.models import Confidence

WORDS: dict[str, str] = {
    Confidence.CERTAIN: "certain",
    Confidence.LIKELY: "probable",
    Confidence.GUESS: "supposé",
}


class ConfidenceColumn(Column):
    """How sure an attachment is: a word, with a warning sign unless it is certain."""

    cell_template_name = "territories/admin/confidence_cell.html"

    def __init__(self, name: str, confidence: Callable[[Any], str] | None = None, **kwargs):
        super().__init__(name, **kwargs)
        self.confidence = confidence or (lambda row: getattr(row, name))

    def get_value(self, instance) -> str:
        return WORDS.get(self.confidence(instance), "—")

    def get_cell_context_data(self, instance, parent_context) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        context["doubtful"] = self.confidence(instance) in (Confidence.LIKELY, Confidence.GUESS)
        return context


class ListingViewSet(ModelViewSet):
    """A viewset whose listing reads what its columns show in one query."""

    copy_view_enabled = False

    def get_listing(self) -> QuerySet:
        return self.model._default_manager.all()

    def get_index_view_kwargs(self, **kwargs) -> dict[str, Any]:
        return {**super().get_index_view_kwargs(**kwargs), "queryset": self.get_listing()}
