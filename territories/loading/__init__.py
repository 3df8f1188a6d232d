"""Official geography and our territories, from files of the app to the database."""

from .files import DATA, LoadError
from .load import load_territories
from .report import Report

__all__ = ["DATA", "LoadError", "Report", "load_territories"]
