"""What holds for every file of ours."""

import ast
import re
import runpy
import subprocess
from collections.abc import Iterator

from django.conf import settings

LONGEST = 400
WRITTEN = (
    "*.py",
    "*.html",
    "*.css",
    "*.js",
    "*.sh",
    "*.md",
    "*.txt",
    ".ci/run",
    "bin/*",
    "Makefile",
)
# Written by tools, or lists that only grow.
APART = ("requirements/", "CHANGELOG.md")


def ours(*patterns: str) -> list[str]:
    """Paths of our files, those that are not in the history yet as well."""
    return subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip


def test_no_file_is_long():
    listed = ours(*WRITTEN)
    paths = [name for name in listed if not name.startswith(APART) and "/data/" not in name]
    assert len(paths) > 500
    lengths = {
        name: len((settings.BASE_DIR / name).read_bytes().splitlines())
        for name in paths
        if (settings.BASE_DIR / name).is_file()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


# « l'ESS », « etc... » typed as on a keyboard; what people read has ’ and ….
TYPED = re.compile(r"[^\W\d_]'[^\W\d_]|[^\W\d_]\.\.\.")


def said(source: str) -> Iterator[str]:
    """The texts of a module, but for its docstrings."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def test_what_people_read_is_set_as_in_a_book():
    paths = [p for p in ours("*.py") if not p.startswith("tests/") and "/migrations/" not in p]
    assert len(paths) > 200
    typed = {
        path: found
        for path in paths
        if (settings.BASE_DIR / path).is_file()
        and (found := [t for t in said((settings.BASE_DIR / path).read_text()) if TYPED.search(t)])
    }
    assert typed == {}


# The only ones that a library forces, each with its reason beside it. The issue of the floors allows five.
LATE_IMPORTS = 5


def imports_in_functions() -> list[str]:
    """« path:line » of each import inside a function of shipped code."""
    found = []
    for path in ours("*.py"):
        if path.startswith(("tests/", "bin/")) or "/migrations/" in path:
            continue
        if not (settings.BASE_DIR / path).is_file():
            continue
        tree = ast.parse((settings.BASE_DIR / path).read_text())
        functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
        lines = {
            inner.lineno
            for function in functions
            for inner in ast.walk(function)
            if isinstance(inner, (ast.Import, ast.ImportFrom))
        }
        found += [f"{path}:{line}" for line in sorted(lines)]
    return found


def test_imports_stand_at_the_top():
    """Circles hide in functions, where no contract sees them: each import there says why it must."""
    late = imports_in_functions()
    assert len(late) <= LATE_IMPORTS, late
    for place in late:
        path, line = place.split(":")
        above = (settings.BASE_DIR / path).read_text().splitlines()[: int(line) - 1]
        assert above[-1].lstrip().startswith("#"), f"{place}: say why in a comment above"


def test_the_picture_of_the_floors_is_that_of_the_contracts():
    drawn = runpy.run_path(str(settings.BASE_DIR / "bin/draw_floors.py"))
    picture = (settings.BASE_DIR / "docs/images/floors.svg").read_text()
    assert picture == drawn["draw"](), "Run bin/draw_floors.py"
