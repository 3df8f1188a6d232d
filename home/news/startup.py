"""Gives the list of news its context."""

from territories.shell.links import register_link

from . import page_contexts  # noqa: F401

register_link("footer", 0, slug="actualites")
register_link("footer", 10, title="Suivre les nouvelles (flux Atom)", url="/flux/nouvelles/")
