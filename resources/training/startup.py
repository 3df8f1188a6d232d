"""Gives the path its contexts, and connects what makes the lists of sessions forget."""

from . import page_contexts, signals  # noqa: F401

signals.connect()
