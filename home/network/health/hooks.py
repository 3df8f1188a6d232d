"""Hooks of the board: addresses, menu entry, dashboard's panel. Imported by `home.wagtail_hooks`."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from territories.ownership.scope import scope_of

from .local_text import LocalTextView
from .panel import HealthPanel
from .views import BoardView, ListView


@hooks.register("register_admin_urls")
def register_health_urls():
    return [
        path("sante/", BoardView.as_view(), name="site_health"),
        path("sante/textes/<int:pk>/", LocalTextView.as_view(), name="site_health_local_text"),
        path("sante/<slug:code>/<slug:slug>/", ListView.as_view(), name="site_health_list"),
    ]


class HealthMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return bool(scope_of(request.user).communicates)


@hooks.register("register_reports_menu_item")
def register_health_menu_item():
    """« Santé des sites », the first of the reports."""
    return HealthMenuItem(
        BoardView.page_title,
        reverse("site_health"),
        name="site-health",
        icon_name="check",
        order=100,
    )


@hooks.register("construct_homepage_panels")
def add_health_panel(request, panels):
    if scope_of(request.user).communicates:
        panels.append(HealthPanel())
