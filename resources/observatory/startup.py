"""Gives the observatory its views."""

from . import owned, views  # noqa: F401
