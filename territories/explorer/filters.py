"""Filters of Wagtail's listings: people, sites and workflows of one's own, not all thirty teams' (decision 0057)."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.models import Site, Task, Workflow

from ..ownership.scope import scope_of
from ..team.people import groups_of, members


def _limits(user) -> dict[type, Q]:
    scope = scope_of(user)
    return {
        get_user_model(): Q(pk=user.pk) | Q(pk__in=members(groups_of(scope.writes))),
        Site: Q(territory__in=scope.writes),
        # The sheets' workflow is no territory's; steps are common to all.
        Workflow: Q(territory__in=scope.writes) | Q(territory=None),
        Task: Q(workflow_tasks__workflow__territory__in=scope.writes),
    }


class OwnChoices:
    """Before a filter set: what it offers is limited, but for the region."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if below := self.filters.get("has_child_pages"):
            below.extra["empty_label"] = "Peu importe"  # « Any », in Wagtail's French too
        user = self.request.user
        if scope_of(user).is_region:
            return
        limits = _limits(user)
        for choice in self.filters.values():
            offered = getattr(choice, "queryset", None)
            offered = offered(self.request) if callable(offered) else offered
            if offered is not None and offered.model in limits:
                choice.queryset = offered.filter(limits[offered.model]).distinct()


class OwnPageFilterSet(OwnChoices, GenericPageFilterSet):
    """Of pages."""


def with_own_choices(view_class: type) -> type:
    """The same view, its filters limited."""
    filters = view_class.filterset_class
    owned = type(filters.__name__, (OwnChoices, filters), {})
    return type(view_class.__name__, (view_class,), {"filterset_class": owned})
