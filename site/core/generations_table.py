"""The table of `docs/architecture.md` that says of each generation what is remembered under it, and what renews it."""

from .renewals import DECLARED, DeclaredGeneration, Family

BEGIN = "<!-- generations: written by `manage.py generations_table` -->\n"
END = "<!-- end of generations -->\n"


def _row(generation: DeclaredGeneration) -> str:
    name = f"{generation.name}<host>" if isinstance(generation, Family) else generation.name
    # In an order that is not that of the apps, which differ from one setting to another; by hand last.
    renewals = sorted(generation.renewals, key=lambda renewal: (renewal.module, renewal.words))
    renewed = "; ".join(renewal.words for renewal in renewals)
    return f"| `{name}` | {generation.remembers} | {renewed} |\n"


def table() -> str:
    """The table in Markdown, by name."""
    rows = (_row(generation) for _, generation in sorted(DECLARED.items()))
    return "".join(["| Generation | Remembered under it | Renewed by |\n|---|---|---|\n", *rows])


def with_table(text: str) -> str:
    """A page of documentation with the table of today between its two marks.

    :raises ValueError: it has no such marks.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("The marks of the table of generations are missing.")
    return f"{before}{BEGIN}{table()}{END}{after}"
