"""Spreadsheets that leave the admin: no text in them is ever taken for a formula."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def no_formula(value: Any) -> Any:
    """Text that no spreadsheet takes for a formula; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


class SafeExportMixin(SpreadsheetExportMixin):
    """Wagtail marks formulas as text in XLSX; in CSV, where nothing can be marked, they are quoted.

    Wagtail writes times as the database keeps them, to the microsecond and in UTC: here they are those of a clock
    in France.
    """

    def preprocess_field_value(self, field, value, export_format):
        if isinstance(value, datetime) and timezone.is_aware(value):
            value = timezone.localtime(value)
            if export_format == self.FORMAT_CSV:
                value = f"{value:%Y-%m-%d %H:%M}"
        written = super().preprocess_field_value(field, value, export_format)
        return no_formula(written) if export_format == self.FORMAT_CSV else written
