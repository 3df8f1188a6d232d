"""Dates that one types in the admin stay as they were typed, to be refused with a message if need be.

Wagtail's calendar puts today's date in the place of what it cannot read as soon as one leaves the field: « publier bientôt »
would publish now. Its widgets are named in many places (schedule of a page, blocks): they are told themselves.
Imported when the applications are ready.
"""

from typing import Any

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from ..upstream import wrap_method


@wrap_method(AdminDateInput, "get_config")
@wrap_method(AdminDateTimeInput, "get_config")
@wrap_method(AdminTimeInput, "get_config")
def config_as_typed(get_config, widget) -> dict[str, Any]:
    """Wagtail's, with `validateOnBlur` of jquery.datetimepicker switched off."""
    return get_config(widget) | {"validateOnBlur": False}
