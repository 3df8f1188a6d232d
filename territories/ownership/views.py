"""Views of rows that belong to a territory (decision 0055).

Wagtail's generic views ask the permission policy about the model, never about the row
(wagtail/wagtail#6731), and its choosers ask nothing. `OwnedViewSetMixin` puts `OwnRows` under each of them.
"""

from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import classproperty
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import IndexView
from wagtail.permissions import policy_registry
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.spreadsheets import SafeExportMixin

from ..tree.models import Territory
from .policies import ANY_ACTION, TerritoryPolicy
from .site_policy import SitePolicy


def own_rows(model, user, rows: QuerySet | None = None) -> QuerySet:
    """Those of `rows`, by default all of `model`, that `user` may act upon in some way."""
    policy = policy_registry.get_by_type(model)
    rows = model._default_manager.all() if rows is None else rows
    return (
        policy.own(user, rows) if policy.user_has_any_permission(user, ANY_ACTION) else rows.none()
    )


class OwnRows:
    """Any view of a model: another territory's row is unknown here (404)."""

    def setup(self, request, *args, **kwargs):
        # First of all: some views read their row in their own setup.
        if "pk" in kwargs:
            rows = own_rows(self.model, request.user)
            try:
                known = rows.filter(pk=unquote(str(kwargs["pk"]))).exists()
            except ValueError:
                known = False
            if not known:
                raise Http404
        super().setup(request, *args, **kwargs)

    def get_object_list(self):
        """Of a chooser: what may be chosen."""
        return own_rows(self.model, self.request.user, super().get_object_list())

    def get_objects(self, pks):
        """Of a chooser of several rows: those that were chosen."""
        return own_rows(self.model, self.request.user).filter(pk__in=pks)


class OwnFilterSet(WagtailFilterSet):
    """Filters that offer one's own territories and rows, and no choice between one thing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.request.user
        for name, choice in list(self.filters.items()):
            offered = getattr(choice, "queryset", None)
            if offered is None:
                continue
            if offered.model is Territory:
                choice.queryset = policy_registry.get_by_type(self._meta.model).territories(user)
                if len(choice.queryset[:2]) < 2:
                    del self.filters[name]
            elif isinstance(policy_registry.get_by_type(offered.model), TerritoryPolicy):
                choice.queryset = own_rows(offered.model, user)


class OwnIndex(OwnRows, SafeExportMixin):
    """A listing: one's own rows, whatever is filtered, searched, sorted or exported."""

    base_filterset_class = OwnFilterSet

    def get_base_queryset(self):
        return own_rows(self.model, self.request.user, super().get_base_queryset())


class OwnedViewSetMixin:
    """Before `ModelViewSet`, `SnippetViewSet` or a chooser's: each view knows whose row it is about."""

    def construct_view(self, view_class, **kwargs):
        mixin = OwnIndex if issubclass(view_class, IndexView) else OwnRows
        owned = type(view_class.__name__, (mixin, view_class), {})
        return super().construct_view(owned, **kwargs)


class OwnedChooserViewSet(OwnedViewSetMixin, SnippetChooserViewSet):
    """A snippet's chooser."""


class OwnedSnippetViewSet(OwnedViewSetMixin, SnippetViewSet):
    """A snippet whose rows belong to a territory."""

    chooser_viewset_class = OwnedChooserViewSet
    copy_view_enabled = False


def owned_snippets() -> list[type]:
    """Snippet models whose rows belong to a territory, or to its site."""
    return [
        model
        for model in get_snippet_models()
        if isinstance(policy_registry.get_by_type(model), (TerritoryPolicy, SitePolicy))
    ]


class OwnedBulkDelete(DeleteBulkAction):
    """Another territory's rows are not even named on the page that asks to confirm."""

    @classproperty
    def models(cls):  # noqa: N805
        return owned_snippets()

    def get_actionable_objects(self):
        rows, others = super().get_actionable_objects()
        owns = self.permission_policy.owns
        mine = [row for row in others["items_with_no_access"] if owns(self.request.user, row)]
        return rows, {"items_with_no_access": mine}
