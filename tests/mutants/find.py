"""Draws a seeded sample of mutants, as JSON: `python -m tests.mutants.find SEED SIZE < list of files`.

Runs in the environment of cosmic-ray, without Django. What is drawn are places in the code, each as likely as any
other; where several changes fit a place, one of them is drawn.
"""

import ast
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from .operators import operators

Position = tuple[int, int]
# A star or a bar that computes nothing: `*, name` and `**options`.
SIGNS = {"argument", "arglist", "param", "parameters", "star_expr", "lambdef"}
OPERATORS = dict(operators())


def declarations(tree: ast.Module) -> list[tuple[Position, Position]]:
    """Spans that only declare: annotations, imports for them, and class bodies but for their methods and plain numbers."""
    nodes: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            nodes.append(node.annotation)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            nodes += [*node.decorator_list, *([node.returns] if node.returns else [])]
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            nodes.append(node)
        elif isinstance(node, ast.ClassDef):
            nodes += [statement for statement in node.body if not _counts(statement)]
            nodes += [*node.decorator_list, *node.keywords]
    return [
        ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)) for node in nodes
    ]


def _counts(statement: ast.stmt) -> bool:
    """Whether a statement of a class body is more than a declaration."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        return True
    if isinstance(statement, ast.ClassDef):
        return any(_counts(inner) for inner in statement.body)
    value = getattr(statement, "value", None)
    return isinstance(value, ast.Constant) and isinstance(value.value, int | float)


def candidates(path: Path) -> dict[tuple[Position, Position], list[tuple[str, int]]]:
    """By span of a file's code, the changes that fit it: names of operators, each with its occurrence."""
    source = path.read_text()
    apart = declarations(ast.parse(source))
    nodes = list(ast_nodes(get_ast(source)))
    found = defaultdict(list)
    for name, operator in OPERATORS.items():
        occurrence = 0
        for node in nodes:
            is_sign = node.type == "operator" and node.parent.type in SIGNS
            for start, end in operator.mutation_positions(node):
                if not is_sign and not any(first <= start < last for first, last in apart):
                    found[start, end].append((name, occurrence))
                occurrence += 1
    return found


def draw(paths: list[Path], seed: int, size: int) -> list[dict]:
    """The sample: files, lines, operators and the whole text of each mutated file."""
    places = [
        (path, span, changes)
        for path in sorted(paths)
        for span, changes in sorted(candidates(path).items())
    ]
    chance = random.Random(seed)
    drawn = []
    for path, ((line, column), (last, _)), changes in chance.sample(places, min(size, len(places))):
        name, occurrence = chance.choice(changes)
        drawn.append(
            {
                "path": str(path),
                "lines": [line, last],
                "column": column,
                "operator": name,
                "text": mutate_code(path.read_text(), OPERATORS[name], occurrence),
                "places": len(places),
            }
        )
    return sorted(drawn, key=lambda mutant: (mutant["path"], mutant["lines"], mutant["column"]))


if __name__ == "__main__":
    seed, size = map(int, sys.argv[1:])
    json.dump(draw([Path(line) for line in sys.stdin.read().split()], seed, size), sys.stdout)
