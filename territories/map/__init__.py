"""The map of Brittany: outlines of the pays, computed from the EPCIs they are made of."""

from .svg import brittany_map

__all__ = ["brittany_map"]
