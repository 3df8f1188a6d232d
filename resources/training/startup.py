"""Connects what makes the lists of sessions forget."""

from . import signals

signals.connect()
