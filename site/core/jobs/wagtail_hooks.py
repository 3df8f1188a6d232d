"""Hooks of « Travaux »: its addresses and its entry among the reports."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import JobsView, RetryView


@hooks.register("register_admin_urls")
def register_jobs_urls():
    return [
        path("travaux/", JobsView.as_view(), name="jobs"),
        path("travaux/reessayer/", RetryView.as_view(), name="jobs_retry_all"),
        path("travaux/<uuid:pk>/reessayer/", RetryView.as_view(), name="jobs_retry"),
    ]


class JobsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.is_superuser


@hooks.register("register_reports_menu_item")
def register_jobs_menu_item():
    return JobsMenuItem(
        JobsView.page_title, reverse("jobs"), name="jobs", icon_name="cogs", order=1900
    )
