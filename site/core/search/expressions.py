"""From modelsearch's query objects to the full-text expression of a database.

Neither SQLite's FTS5 nor a GIN index can answer a bare negation, so each query is brought to one positive
expression and the fact that it is negated: « not (a and b) » is kept as « a and b », negated.
"""

from collections.abc import Callable
from typing import NamedTuple

from modelsearch.query import And, Boost, Fuzzy, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from . import french, synonyms

Run = tuple[str, ...]


class Syntax(NamedTuple):
    """How one engine writes an expression."""

    both: str
    either: str
    without: str
    phrase: Callable[[Run], str]
    beginning: Callable[[str], str]


# Terms hold letters and figures only (french.words): neither syntax has anything to escape.
FTS5 = Syntax(
    both=" AND ",
    either=" OR ",
    without=" NOT ",
    phrase=lambda run: f'"{" ".join(run)}"',
    beginning=lambda word: f'"{word}"*',
)
TSQUERY = Syntax(
    both=" & ",
    either=" | ",
    without=" & !",
    phrase=lambda run: f"({' <-> '.join(f"'{term}'" for term in run)})",
    beginning=lambda word: f"'{word}':*",
)


class Compiled(NamedTuple):
    """`expression` is empty when nothing can match; `negated` asks for all the others."""

    expression: str
    negated: bool = False


NOTHING = Compiled("")
EVERYTHING = Compiled("", negated=True)


class ExpressionCompiler:
    """Write a query in the syntax of one engine, for whole words or for completion."""

    def __init__(self, syntax: Syntax, *, completion: bool = False) -> None:
        self.syntax = syntax
        self.completion = completion

    def compile(self, query: SearchQuery) -> Compiled:
        """Return the expression; a text without any word to look for matches nothing."""
        return self._node(query) or NOTHING

    def _node(self, query: SearchQuery) -> Compiled | None:
        """Return None for a part that says nothing (only stop words): its neighbours decide."""
        if isinstance(query, MatchAll):
            return EVERYTHING
        if isinstance(query, Boost):
            return self._node(query.subquery)
        if isinstance(query, Not):
            inner = self._node(query.subquery)
            return inner and Compiled(inner.expression, not inner.negated)
        if isinstance(query, And | Or):
            parts = [part for part in map(self._node, query.subqueries) if part]
            if not parts:
                return None
            return self._all(parts) if isinstance(query, And) else self._any(parts)
        if isinstance(query, Phrase):
            return self._text(query.query_string, "and", phrase=True)
        if isinstance(query, PlainText | Fuzzy):
            return self._text(query.query_string, query.operator)
        raise NotImplementedError(
            f"`{type(query).__name__}` is not supported by the database search backend."
        )

    def _all(self, parts: list[Compiled]) -> Compiled:
        wanted = [part.expression for part in parts if not part.negated]
        refused = [part.expression for part in parts if part.negated and part.expression]
        if not wanted:  # not a and not b: not (a or b)
            return Compiled(self._join(self.syntax.either, refused), negated=True)
        if "" in wanted:
            return NOTHING
        expression = self._join(self.syntax.both, wanted)
        if refused:
            expression = (
                f"({expression}{self.syntax.without}{self._join(self.syntax.either, refused)})"
            )
        return Compiled(expression)

    def _any(self, parts: list[Compiled]) -> Compiled:
        # a or not b: not (b and not a)
        opposite = self._all([Compiled(part.expression, not part.negated) for part in parts])
        return Compiled(opposite.expression, not opposite.negated)

    def _text(self, text: str, operator: str, *, phrase: bool = False) -> Compiled | None:
        if self.completion:
            slots = self._completion_slots(text)
        elif phrase:
            run = tuple(french.terms(french.clean(text)))
            slots = [self.syntax.phrase(run)] if run else []
        else:
            slots = [
                self._join(self.syntax.either, [self.syntax.phrase(run) for run in runs])
                for runs in synonyms.expand(french.query_terms(text))
            ]
        if not slots:
            return None
        join = self.syntax.either if operator == "or" else self.syntax.both
        return Compiled(self._join(join, slots))

    def _completion_slots(self, text: str) -> list[str]:
        asked = french.completion_query(text)
        slots = []
        for position, (word, stem) in enumerate(asked, start=1):
            last = position == len(asked)
            parts = [self.syntax.beginning(word) if last else self.syntax.phrase((word,))]
            if stem:
                parts.append(self.syntax.phrase((stem,)))
            slots.append(self._join(self.syntax.either, parts))
        return slots

    @staticmethod
    def _join(operator: str, parts: list[str]) -> str:
        return parts[0] if len(parts) == 1 else f"({operator.join(parts)})" if parts else ""


def matches(query: SearchQuery, found: list[str]) -> bool:
    """Tell whether the terms of a text answer a query: what the engines do, for one field of one object."""
    if isinstance(query, MatchAll):
        return True
    if isinstance(query, Boost):
        return matches(query.subquery, found)
    if isinstance(query, Not):
        return not matches(query.subquery, found)
    if isinstance(query, And):
        return all(matches(part, found) for part in query.subqueries)
    if isinstance(query, Or):
        return any(matches(part, found) for part in query.subqueries)
    if isinstance(query, Phrase):
        return _holds(found, tuple(french.terms(french.clean(query.query_string))))
    slots = synonyms.expand(french.query_terms(query.query_string))
    combine = any if query.operator == "or" else all
    return bool(slots) and combine(any(_holds(found, run) for run in runs) for runs in slots)


def _holds(found: list[str], run: Run) -> bool:
    size = len(run)
    return bool(run) and any(
        tuple(found[start : start + size]) == run for start in range(len(found) - size + 1)
    )
