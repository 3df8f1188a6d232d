"""Gives the path its contexts, and connects what makes the lists of sessions forget."""

from territories.shell.links import register_link

from . import owned, page_contexts, signals  # noqa: F401

signals.connect()
register_link("footer", 1, slug="parcours-administrateurs")
