"""Hooks of core: Wagtail looks for this name only."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from .admin import (
    files,
    files_api,  # noqa: F401
    queries,  # noqa: F401
    translation_buttons,  # noqa: F401
)
from .guide import hooks as guide_hooks  # noqa: F401
from .signin import hooks as signin_hooks  # noqa: F401
from .styleguide import hooks as styleguide_hooks  # noqa: F401

files.register()


@hooks.register("insert_global_admin_css")
def our_screens() -> str:
    """The sheet of our own screens, after Wagtail's."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
