"""Gives the agenda its context."""

from territories.shell.links import register_link

from . import page_contexts  # noqa: F401

register_link("footer", 11, title="S’abonner à l’agenda (iCal)", url="/flux/agenda.ics")
