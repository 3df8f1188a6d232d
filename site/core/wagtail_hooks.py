"""Hooks of core: Wagtail looks for this name only."""

from .styleguide import hooks  # noqa: F401
