"""Hooks of the guide: its addresses and the menu « Aide ». Imported by `core.wagtail_hooks`."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .views import ChapterView, picture

# Wagtail's own leads: its news and its guide, in English and on another site.
OF_WAGTAIL = ("whats-new-in-wagtail", "editor-guide")


@hooks.register("register_admin_urls")
def register_guide_urls():
    return [
        path("guide/", ChapterView.as_view(), name="guide"),
        path("guide/images/<str:name>", picture, name="guide_picture"),
        path("guide/<slug:name>/", ChapterView.as_view(), name="guide_chapter"),
    ]


@hooks.register("register_help_menu_item")
def register_guide():
    return MenuItem("Guide des équipes", reverse("guide"), name="guide", icon_name="help", order=10)


@hooks.register("construct_help_menu")
def leave_wagtails_guide_out(request, menu_items):
    menu_items[:] = [item for item in menu_items if not item.name.startswith(OF_WAGTAIL)]
