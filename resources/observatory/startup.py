"""Connects what makes the figures forget."""

from . import signals

signals.connect()
