"""Numbers and dates as French readers write them. Pure functions: models, commands and templates share them."""

import re
from datetime import date, datetime
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language

NO_BREAK = "\u00a0"
FIRST_OF_MONTH = re.compile(r"(?<!\d)1 (?=[^\W\d])")


def duration(minutes: int | None) -> str:
    """Minutes in words: 45 → « 45 min », 90 → « 1 h 30 », 120 → « 2 h ». Empty for None."""
    if minutes is None:
        return ""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return f"{rest}{NO_BREAK}min"
    return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{rest:02d}" if rest else "")


def clock(moment: datetime) -> str:
    """Time of day in the current time zone: « 17 h 30 », « 14 h »."""
    local = localtime(moment)
    return f"{local.hour}{NO_BREAK}h" + (f"{NO_BREAK}{local.minute:02d}" if local.minute else "")


def long_date(day: date | None, form: str = "j F Y") -> str:
    """A date in words, a moment in the current time zone: « 2 mars 2026 », « 1er mars 2026 ». Empty for None.

    :param form: as Django's `date_format` takes it; it has no letter for « 1er ».
    """
    if not day:
        return ""
    text = date_format(localtime(day) if isinstance(day, datetime) else day, form)
    # Breton counts from 1.
    return FIRST_OF_MONTH.sub("1er ", text) if get_language() != "br" else text


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """A number with no-break spaces between thousands and a decimal comma. Empty for None."""
    if value is None:
        return ""
    text = f"{Decimal(value):,.{decimals}f}"
    return text.replace(",", NO_BREAK).replace(".", ",")


def file_size(octets: int | None) -> str:
    """Weight of a file in octets, as told to visitors: « 340 ko », « 2,4 Mo »."""
    if octets is None:
        return ""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))}{NO_BREAK}ko"
    return f"{number(Decimal(octets) / 1_000_000, 1)}{NO_BREAK}Mo"
