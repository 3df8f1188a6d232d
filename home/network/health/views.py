"""The screens: the board, and the list that each figure leads to."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from core.formats import long_date
from core.jobs.state import read_state
from core.spreadsheets import SafeExportMixin
from territories.models import Territory
from territories.ownership.scope import scope_of
from territories.tree import tree

from .board import QUIET, Line, board
from .columns import PUBLICATION, FaultColumn, figure_column, publication_column
from .faults import Fault, Indicator
from .indicators import BY_SLUG, INDICATORS
from .pages import latest_pages

LATEST = 20


def require_territory(user, territory_id: int) -> None:
    """Refuse whoever does not publish the site of this territory.

    :raises PermissionDenied: Wagtail says so on the dashboard.
    """
    if territory_id not in scope_of(user).communicates:
        raise PermissionDenied


class HealthView(SafeExportMixin, ReportView):
    """A report on lists that are computed, not on a table of the database."""

    results_template_name = "network/admin/health_results.html"
    header_icon = "check"
    intro = ""
    table_width = ""

    def order_queryset(self, rows: list) -> list:
        return rows

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "intro": self.intro,
            "wraps": not self.table_width,
        }

    def get_table_kwargs(self) -> dict[str, Any]:
        # On a telephone a table of many figures scrolls in its region; the rows of others wrap.
        attrs = {"style": f"min-width: {self.table_width}"} if self.table_width else {}
        return super().get_table_kwargs() | {"caption": self.get_header_title(), "attrs": attrs}


class BoardView(HealthView):
    """A line per site that the person publishes; the region sees them all."""

    page_title = "Santé des sites"
    index_url_name = "site_health"
    paginate_by = None
    table_width = "60rem"
    intro = (
        "Une ligne par site, et la date de sa dernière publication. Chaque chiffre mène à la liste de ce qu’il compte. Les brouillons ne comptent pas : seul ce "
        f"que le public peut voir est regardé. Un site qui ne publie rien depuis {QUIET.days} jours "
        "est signalé."
    )
    columns = [
        TitleColumn(
            "site",
            label="Site",
            accessor="territory.site_name",
            sort_key="site",
            width="190",
            get_url=lambda line: reverse(
                "wagtailadmin_explore", args=[line.territory.site.root_page_id]
            ),
        ),
        publication_column(),
        *map(figure_column, INDICATORS),
    ]
    list_export = [
        "territory.site_name",
        "territory.get_scale_display",
        "last_day",
        *(f"figures.{indicator.slug}" for indicator in INDICATORS),
    ]
    export_headings = {
        "territory.site_name": "Site",
        "territory.get_scale_display": "Échelle",
        "last_day": "Dernière publication",
        **{f"figures.{indicator.slug}": indicator.label for indicator in INDICATORS},
    }
    export_filename = "sante-des-sites"

    def dispatch(self, request, *args, **kwargs):
        if not scope_of(request.user).communicates:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        user = self.request.user
        sees_jobs = user.is_superuser or scope_of(user).is_region
        return super().get_context_data(**kwargs) | {"jobs": sees_jobs and read_state()}

    def get_base_queryset(self) -> list[Line]:
        return board(scope_of(self.request.user).communicates)

    def order_queryset(self, rows: list[Line]) -> list[Line]:
        if not self.ordering:
            return rows
        name = self.ordering.removeprefix("-")

        def key(line: Line):
            if name == "site":
                return line.territory.site_name
            if name == PUBLICATION:
                return line.last.timestamp() if line.last else 0
            return line.figures[name]

        return sorted(rows, key=key, reverse=self.ordering.startswith("-"))


class ListView(HealthView):
    """What a figure counts, with the way to each thing for whoever may change it."""

    index_url_name = "site_health_list"
    columns = [
        FaultColumn("title", label="Quoi"),
        Column("kind", label="Genre"),
        Column("detail", label="Ce qui est à voir"),
    ]
    list_export = ["title", "kind", "detail"]
    export_headings = {"title": "Quoi", "kind": "Genre", "detail": "Ce qui est à voir"}

    def setup(self, request, code: str, slug: str, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        territory = tree().by_code.get(code)
        if territory is None or slug not in (PUBLICATION, *BY_SLUG):
            raise Http404
        self.territory: Territory = territory
        self.slug = slug
        self.indicator: Indicator | None = BY_SLUG.get(slug)
        self.page_title = self.indicator.title if self.indicator else "Dernières publications"
        self.page_subtitle = territory.site_name
        self.export_filename = f"{slug}-{code}"
        if self.indicator:
            self.intro = self.indicator.help

    def dispatch(self, request, *args, **kwargs):
        require_territory(request.user, self.territory.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_index_url(self) -> str:
        return reverse(self.index_url_name, args=[self.territory.code, self.slug])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        items = super().get_breadcrumbs_items()
        return [
            *items[:-1],
            {"url": reverse("site_health"), "label": BoardView.page_title},
            items[-1],
        ]

    @property
    def no_results_message(self) -> str:
        return "Rien à signaler ici."

    def get_base_queryset(self) -> list[Fault]:
        if self.indicator:
            return self.indicator.find([self.territory.pk])
        return [
            Fault(
                self.territory.pk,
                Page,
                pk,
                f"publiée le {long_date(last, 'j F Y à H:i')}",
            )
            for pk, last in latest_pages(self.territory.pk, LATEST)
        ]

    def decorate_paginated_queryset(self, faults: list[Fault]) -> list[Fault]:
        """Read the objects of this page of the list, a query per model."""
        finder = AdminURLFinder(self.request.user)
        for model in {fault.model for fault in faults}:
            mine = [fault for fault in faults if fault.model is model]
            rows: Any = model._default_manager.filter(pk__in={fault.pk for fault in mine})
            if model is Page:
                rows = rows.prefetch_workflow_states()
            objects = rows.in_bulk()
            for fault in mine:
                if instance := objects.get(fault.pk):
                    describe(fault, instance, finder)
        return faults


def describe(fault: Fault, instance, finder: AdminURLFinder) -> None:
    """Say what the object is called, what it is, and where it is changed."""
    kind = type(instance)
    fault.title = str(instance)
    if isinstance(instance, Page):
        fault.title = instance.get_admin_display_title()
        kind = instance.cached_content_type.model_class() or kind
    fault.kind = kind._meta.verbose_name
    if fault.route:
        fault.url = reverse(fault.route, args=[fault.pk])
    else:
        fault.url = finder.get_edit_url(instance)
