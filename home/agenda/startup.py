"""Gives the agenda its context."""

from . import page_contexts  # noqa: F401
