"""Imported once, when models are loaded (`core.apps`): what registers itself by being imported, and signals."""

from . import checks, freshness, lookups  # noqa: F401
from .admin import date_inputs  # noqa: F401
from .search import privacy  # noqa: F401
from .signals import connect
from .signin import checks as signin_checks  # noqa: F401

connect()
