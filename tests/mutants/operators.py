"""The changes that are tried: cosmic-ray's for branches, bounds and arithmetic, and three that it lacks.

Left out of cosmic-ray's: decorators (most are wiring or caches), and pairs that no hand would type (`==` for `is`).
"""

from collections.abc import Iterator

import parso
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

COMPARISONS = ("Eq_NotEq", "Lt_LtE", "Lt_GtE", "Gt_GtE", "Gt_LtE", "Is_IsNot")
ARITHMETIC = ("Add_Sub", "Mul_Div", "BitOr_BitAnd")
SINGLE = (
    "AddNot",
    "ExceptionReplacer",
    "NumberReplacer",
    "ReplaceAndWithOr",
    "ReplaceBreakWithContinue",
    "ReplaceContinueWithBreak",
    "ReplaceFalseWithTrue",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceUnaryOperator_Delete_Not",
    "ReplaceUnaryOperator_USub_UAdd",
    "ZeroIterationForLoop",
)


class SwapMembership(Operator):
    """`in` for `not in`, and the other way."""

    @staticmethod
    def _points(node) -> list[int]:
        if node.type != "comparison":
            return []
        return [
            index
            for index in range(1, len(node.children), 2)
            if node.children[index].get_code().split() in (["in"], ["not", "in"])
        ]

    def mutation_positions(self, node):
        for index in self._points(node):
            yield node.children[index].start_pos, node.children[index].end_pos

    def mutate(self, node, index):
        place = self._points(node)[index]
        swapped = " not in" if node.children[place].get_code().split() == ["in"] else " in"
        node.children[place] = parso.parse(swapped)
        return node

    @classmethod
    def examples(cls):
        return ()


class NegateFilter(Operator):
    """The condition of a comprehension, turned round."""

    def mutation_positions(self, node):
        if node.type == "comp_if":
            yield node.children[1].start_pos, node.children[1].end_pos

    def mutate(self, node, index):
        node.children[1] = parso.parse(f" not ({node.children[1].get_code()})")
        return node

    @classmethod
    def examples(cls):
        return ()


class RemoveCall(Operator):
    """A call whose answer nobody reads, left out."""

    def mutation_positions(self, node):
        if node.type == "simple_stmt" and node.children[0].type in ("atom_expr", "power"):
            last = node.children[0].children[-1]
            if last.type == "trailer" and last.children[0].value == "(":
                yield node.children[0].start_pos, node.children[0].end_pos

    def mutate(self, node, index):
        call = node.children[0]
        prefix = call.get_first_leaf().prefix
        node.children[0] = parso.python.tree.Name("pass", call.start_pos, prefix)
        return node

    @classmethod
    def examples(cls):
        return ()


def operators() -> Iterator[tuple[str, Operator]]:
    """Each operator, by the name that the report gives it."""
    names = list(SINGLE)
    for kind, pairs in (("Comparison", COMPARISONS), ("Binary", ARITHMETIC)):
        for pair in pairs:
            one, other = pair.split("_")
            names += [
                f"Replace{kind}Operator_{one}_{other}",
                f"Replace{kind}Operator_{other}_{one}",
            ]
    for name in names:
        yield name, get_operator(f"core/{name}")()
    for operator in (SwapMembership, NegateFilter, RemoveCall):
        yield operator.__name__, operator()
