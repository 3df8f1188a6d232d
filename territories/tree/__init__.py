"""The territories that sites speak for, and who is below whom. Their models are in `territories.tree.models`."""

from .structure import GENERATION, Tree, answering, forget_tree, tree

__all__ = ["GENERATION", "Tree", "answering", "forget_tree", "tree"]
