"""Dates that one types in the admin stay as they were typed, to be refused with a message if need be.

Wagtail's calendar puts today's date in the place of what it cannot read as soon as one leaves the field: « publier bientôt »
would publish now. Its widgets are named in many places (schedule of a page, blocks): they are told themselves.
Imported when the applications are ready.
"""

from typing import Any

from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput


def _as_typed(get_config):
    def config(self) -> dict[str, Any]:
        """Wagtail's, with `validateOnBlur` of jquery.datetimepicker switched off."""
        return get_config(self) | {"validateOnBlur": False}

    return config


for widget in (AdminDateInput, AdminDateTimeInput, AdminTimeInput):
    widget.get_config = _as_typed(widget.get_config)
