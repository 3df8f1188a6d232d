"""Hooks of the style guide: its address and its entry in the menu. Imported by `core.wagtail_hooks`."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import style_guide


@hooks.register("register_admin_urls")
def register_style_guide_url():
    """Serve the guide inside the admin, behind its sign-in."""
    return [path("guide-de-style/", style_guide, name="core_style_guide")]


@hooks.register("register_reports_menu_item")
def register_style_guide_menu_item():
    """« Guide de style », among the reports."""
    return MenuItem(
        "Guide de style",
        reverse("core_style_guide"),
        name="style-guide",
        icon_name="view",
        order=2000,
    )
