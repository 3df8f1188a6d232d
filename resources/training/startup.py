"""Gives the path its contexts, and connects what makes the lists of sessions forget."""

from territories.rights.roles import Writer, writers
from territories.shell.links import register_link

from . import page_contexts, signals  # noqa: F401
from .models import Registration, TrainingSession

signals.connect()
writers.update(dict.fromkeys((TrainingSession, Registration), Writer.COMMUNICATION))
register_link("footer", 1, slug="parcours-administrateurs")
