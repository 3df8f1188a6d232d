"""Hooks of core: Wagtail looks for this name only."""

from . import (
    admin_queries,  # noqa: F401
    files,
    files_api,  # noqa: F401
)
from .signin import hooks as signin_hooks  # noqa: F401
from .styleguide import hooks  # noqa: F401

files.register()
