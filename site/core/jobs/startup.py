"""Imported once, when models are loaded (`core.apps`)."""

from . import retries

retries.connect()
