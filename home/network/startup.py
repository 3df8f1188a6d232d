"""Connects what keeps the health board's references."""

from .health import references

references.connect()
