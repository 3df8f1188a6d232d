"""Numbers as French readers write them. Pure functions: models, commands and templates share them."""

from datetime import datetime
from decimal import Decimal

from django.utils.timezone import localtime

NO_BREAK = "\u00a0"


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
