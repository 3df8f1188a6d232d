"""The territories that sites speak for, and who is below whom. Their models are in `territories.tree.models`."""

from .structure import TERRITORIES, Tree, answering, tree

__all__ = ["TERRITORIES", "Tree", "answering", "tree"]
