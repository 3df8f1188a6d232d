"""Screens of Wagtail that answer in our way, at Wagtail's own addresses: included before its own."""

from django.core.exceptions import PermissionDenied
from django.urls import path
from django.views.generic import View
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.contrib.forms.views import FormPagesListView
from wagtail.permissions import policy_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail_localize.views.report import TranslationsReportView
from wagtail_localize.views.snippets_api import SnippetViewSet as SnippetsApi
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from ..ownership.policies import ANY_ACTION
from ..ownership.scope import scope_of
from ..review.translations import OwnUpdateTranslations, keep_translation
from .chooser import OwnChosenMultipleView, SiteBrowseView, SiteSearchView
from .filters import with_own_choices
from .sites import TRANSLATES

SNIPPETS_API = "localize/api/snippets/<slug:app_label>/<slug:model_name>/"


class RegionOnly:
    """A report about all sites: it names rows and drafts of every team."""

    def dispatch(self, request, *args, **kwargs):
        if not scope_of(request.user).is_region:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TranslatorsOnly:
    """The titles of every team's translations, drafts included."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(TRANSLATES):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class TranslationsReport(TranslatorsOnly, TranslationsReportView):
    def get_queryset(self):
        return super().get_queryset().order_by("pk")


class SubmitTranslation(SubmitPageTranslationView):
    """« Régions », says wagtail-localize of languages: here a region is something else."""

    def get_form(self):
        form = super().get_form()
        form.fields["locales"].label = "Langues"
        return form


class HistoryReport(RegionOnly, LogEntriesView):
    pass


class TypesReport(RegionOnly, PageTypesUsageReportView):
    pass


class OwnSnippetsApi(SnippetsApi):
    """wagtail-localize lists any snippet to any editor; here, those that she may act upon."""

    def get_queryset(self):
        policy = policy_registry.get_by_type(self.get_model())
        return policy.instances_user_has_any_permission_for(self.request.user, ANY_ACTION)


def _report(address: str, view: type[View]) -> list:
    """A report and the part of it that a filter changes."""
    return [
        path(address, view.as_view()),
        path(f"{address}results/", view.as_view(results_only=True)),
    ]


urlpatterns = decorate_urlpatterns(
    [
        path("choose-page/", SiteBrowseView.as_view()),
        path("choose-page/<int:parent_page_id>/", SiteBrowseView.as_view()),
        path("choose-page/search/", SiteSearchView.as_view()),
        path("choose-page/chosen-multiple/", OwnChosenMultipleView.as_view()),
        *_report("forms/", with_own_choices(FormPagesListView)),
        *_report("reports/locked/", with_own_choices(LockedPagesView)),
        *_report("reports/workflow/", with_own_choices(WorkflowView)),
        *_report("reports/workflow_tasks/", with_own_choices(WorkflowTasksView)),
        *_report("reports/site-history/", HistoryReport),
        path(SNIPPETS_API, OwnSnippetsApi.as_view({"get": "list"})),
        path(f"{SNIPPETS_API}<str:pk>/", OwnSnippetsApi.as_view({"get": "retrieve"})),
        # Its editor says some of Wagtail's words, which its own catalogue lacks in French.
        path(
            "localize/jsi18n/",
            JavaScriptCatalog.as_view(packages=["wagtail.admin", "wagtail_localize"]),
        ),
        path("localize/update/<int:translation_source_id>/", OwnUpdateTranslations.as_view()),
        path("localize/submit/page/<int:page_id>/", SubmitTranslation.as_view()),
        path("localize/page/<int:page_id>/convert_to_alias/", keep_translation),
        *_report("localize/reports/translations/", TranslationsReport),
        *_report("reports/page-types-usage/", TypesReport),
    ],
    require_admin_access,
)
