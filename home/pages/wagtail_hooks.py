"""Hooks of the pages: Wagtail looks for this name only."""

from . import answers  # noqa: F401
