"""Connects what keeps the health board's references."""

from . import generations  # noqa: F401
from .health import references

references.connect()
