"""Hooks of home: Wagtail looks for this name only."""

from . import answers  # noqa: F401
from .health import hooks as health_hooks  # noqa: F401
from .sites import hooks as sites_hooks  # noqa: F401
from .sites import not_open  # noqa: F401
