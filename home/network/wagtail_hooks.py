"""Hooks of whole sites: Wagtail looks for this name only."""

from . import sites_hooks  # noqa: F401
from .health import hooks  # noqa: F401
from .opening import not_open  # noqa: F401
