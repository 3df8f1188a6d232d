"""Gives the list of news its context."""

from . import page_contexts  # noqa: F401
