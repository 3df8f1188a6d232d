"""« Qui a accès à quoi » : each person, her teams, the sites she acts upon, and how safely she signs in."""

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from core.signin.factors import has_second_factor
from core.spreadsheets import SafeExportMixin

from ..ownership.scope import NOBODY, Scope, scope_of, scopes_of, sites_of
from ..rights.roles import TRANSLATORS
from ..tree import tree
from ..tree.models import Territory
from .people import given_groups, groups_of, may_manage, members, state_of


def _own_territories(request) -> QuerySet[Territory]:
    return sites_of(request.user)


class AccessFilterSet(WagtailFilterSet):
    territory = django_filters.ModelChoiceFilter(
        label="Territoire", queryset=_own_territories, method="of_territory"
    )
    is_active = django_filters.BooleanFilter(label="Compte ouvert")

    class Meta:
        model = get_user_model()
        fields = ["territory", "is_active"]

    def of_territory(self, people, name, territory):
        return people.filter(pk__in=members(groups_of([territory.pk])))


def _sites(person, scope: Scope) -> str:
    """The sites that a person acts upon, in words."""
    if scope.is_region:
        return "tous les sites"
    if any(group.name == TRANSLATORS for group in person.shown_groups):
        return "tous les sites, sans publier"
    return ", ".join(sorted(tree().by_id[pk].site_name for pk in scope.writes))


class AccessReport(SafeExportMixin, ReportView):
    """A line per person of one's territories; the region sees everybody."""

    model = get_user_model()
    page_title = "Qui a accès à quoi"
    header_icon = "key"
    index_url_name = "access_report"
    index_results_url_name = "access_report_results"
    results_template_name = "core/admin/wide_results.html"
    filterset_class = AccessFilterSet
    default_ordering = "last_name"
    is_searchable = True
    search_fields = ["first_name", "last_name", "email", "username"]
    paginate_by = 50
    columns = [
        Column("name", label="Personne", sort_key="last_name"),
        Column("email", label="Courriel", sort_key="email"),
        Column("teams", label="Équipes"),
        Column("sites", label="Sites", width="22%"),
        DateColumn("last_login", label="Dernière connexion", sort_key="last_login"),
        Column("second_factor", label="Double authentification"),
        Column("state", label="Compte"),
    ]
    list_export = ["name", "email", "teams", "sites", "last_login", "second_factor", "state"]
    export_headings = {column.name: column.label for column in columns}
    export_filename = "acces"

    def dispatch(self, request, *args, **kwargs):
        if not may_manage(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        user = self.request.user
        shown = Prefetch("groups", given_groups(user), to_attr="shown_groups")
        people = get_user_model().objects.prefetch_related(shown)
        if not scope_of(user).is_region:
            people = people.filter(is_superuser=False, pk__in=members(given_groups(user)))
        return people

    def get_table_kwargs(self):
        # On a telephone the table scrolls; squeezed, its words would be cut.
        return super().get_table_kwargs() | {
            "caption": self.page_title,
            "attrs": {"style": "min-width: 60rem"},
        }

    def decorate_paginated_queryset(self, people):
        people = list(people)
        scopes = scopes_of(people)
        safe = has_second_factor({person.pk for person in people})
        for person in people:
            person.name, person.state = str(person), state_of(person)
            person.teams = ", ".join(group.name for group in person.shown_groups)
            person.sites = _sites(person, scopes.get(person.pk, NOBODY))
            person.second_factor = "oui" if person.pk in safe else "non"
        return people
