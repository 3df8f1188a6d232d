"""Gives the observatory its views, and connects what makes the figures forget."""

from . import owned, signals, views  # noqa: F401

signals.connect()
