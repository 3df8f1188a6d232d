"""Searching inside a listing: a queryset restricted to what a text finds, ready for facets and counts (decision 0011).

    from core.search.matching import find, match

    # One listing: filters of the ORM before or after, slices, counts, aggregates.
    pages = match(ResourcePage.objects.live().visible_in(territory), "économie circulaire")
    pages.filter(theme=theme)[:24]           # best first; each has .search_rank (smaller is better)
    pages.count()
    pages.order_by().values("kind").annotate(n=Count("pk"))   # order_by(): or the rank groups too

    # The same text asked several times (list, count, three facets): look it up once.
    found = find((ActivityPage, ToolPage), "économie circulaire")    # one full-text query: found.keys
    found.within(pages_of_this_theme)[:24]
    found.within(pages_of_this_kind).count()

Whatever the engine, the index only says *which* objects match and in which order: every filter (live, territory,
privacy) is applied by the database when the page is asked for, so that a stale index shows nothing
that it should not. On SQLite and PostgreSQL `match()` is one SQL query. On OpenSearch and
Elasticsearch it asks the cluster for the keys first (`MAX_KEYS` at most, and the log says when there are more), then joins them.

Nothing typed is an error: a text without any word to look for finds nothing.
"""

import json
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections, models, router
from django.db.models.query import QuerySet
from modelsearch.backends import get_search_backend
from modelsearch.query import MATCH_NONE, And, Or, Phrase, PlainText, SearchQuery

from . import french
from .database import DatabaseQueryCompiler
from .joins import RANK, Source, join_matches, key_expression

# What OpenSearch and Elasticsearch give in one answer (index.max_result_window).
MAX_KEYS = 10_000
logger = logging.getLogger(__name__)
_QUOTES = re.compile(r"[\"“”«»]")


@dataclass(frozen=True)
class Keys:
    """Matches known by their primary keys, best first, as a derived table."""

    keys: tuple[Any, ...]

    def sql(self, model: type[models.Model], vendor: str, *, ranked: bool) -> tuple[str, list[Any]]:
        """Return the SELECT: one parameter, whatever the number of keys."""
        if vendor == "postgresql":
            key = key_expression(model, vendor, "keys.key")
            select = f"SELECT {key} AS object_id, keys.rank FROM unnest(%s::text[]) WITH ORDINALITY keys(key, rank)"  # noqa: S608
            return select, [[str(key) for key in self.keys]]
        key = key_expression(model, vendor, "value")
        # LIMIT: see sqlite.Matches.
        select = f"SELECT {key} AS object_id, key AS rank FROM json_each(%s) LIMIT -1"  # noqa: S608
        return select, [json.dumps(self.keys, default=str)]


@dataclass(frozen=True)
class Found:
    """What a text finds, best first: keys, to apply to any queryset of the same model."""

    keys: tuple[Any, ...]

    def __len__(self) -> int:
        """Return how many objects match."""
        return len(self.keys)

    def within(self, queryset: QuerySet, *, ordered: bool = True) -> QuerySet:
        """Return the queryset restricted to what was found, best first."""
        return _restrict(queryset, Keys(self.keys), ordered=ordered)


def parse(text: str, operator: str = "and") -> SearchQuery:
    """Return the query a visitor means: what stands between quotation marks (" " or « ») is a phrase.

    :param operator: `and` (every word) or `or` (any of them).
    """
    parts: list[SearchQuery] = []
    for position, part in enumerate(_QUOTES.split(french.clean(text))):
        if next(french.words(part), None) is not None:
            parts.append(Phrase(part) if position % 2 else PlainText(part, operator=operator))
    if not parts:
        return MATCH_NONE
    if len(parts) == 1:
        return parts[0]
    return Or(parts) if operator == "or" else And(parts)


def match(
    queryset: QuerySet,
    text: str | SearchQuery,
    *,
    operator: str = "and",
    completion: bool = False,
    ordered: bool = True,
    backend: str = "default",
) -> QuerySet:
    """Return the queryset restricted to what matches, annotated with `search_rank`, best first.

    :param queryset: objects of an indexed model, with any filter, annotation or `specific()`; the text is
        looked for among this model and those that inherit from it (`Page` finds every page).
    :param text: what the visitor typed, or a query of `modelsearch.query`.
    :param completion: the last word may be a beginning (`AutocompleteField`s), as `.autocomplete()` does.
    :param ordered: False keeps the order of the queryset.
    :param backend: a name of the search setting.
    """
    engine = get_search_backend(backend)
    query = parse(text, operator) if isinstance(text, str) else text
    compiler_class = _compiler_class(engine, completion=completion)
    if not issubclass(compiler_class, DatabaseQueryCompiler):
        keys = _remote_keys(engine, queryset.model, query, completion=completion)
        return _restrict(queryset, Keys(keys), ordered=ordered)
    compiler = compiler_class(queryset, query, order_by_relevance=ordered)
    compiled = compiler.compile()
    if compiled.negated:
        return compiler.search(None, None)
    if not compiled.expression:
        return queryset.none()
    return _restrict(queryset, compiler.source(compiled.expression), ordered=ordered)


def find(
    among: type[models.Model] | Sequence[type[models.Model]] | QuerySet,
    text: str | SearchQuery,
    *,
    operator: str = "and",
    completion: bool = False,
    backend: str = "default",
) -> Found:
    """Look a text up once, and return the keys of everything it finds, best first.

    Cheaper than `match()` as soon as two queries follow (a list and its count, facets): see the module.

    :param among: a model; several models with the same root, as `(ActivityPage, ToolPage)`; or a queryset,
        whose filters are applied at once. For models the database engines read their index alone: what it
        finds may be a draft or a private page, and is to be shown through `within()` only.
    """
    if isinstance(among, QuerySet):
        found = match(among, text, operator=operator, completion=completion, backend=backend)
        return Found(tuple(found.values_list("pk", flat=True)))
    roots = tuple(among) if isinstance(among, Sequence) else (among,)
    engine = get_search_backend(backend)
    query = parse(text, operator) if isinstance(text, str) else text
    compiler_class = _compiler_class(engine, completion=completion)
    if not issubclass(compiler_class, DatabaseQueryCompiler):
        every = [_remote_keys(engine, root, query, completion=completion) for root in roots]
        # Ranks of several answers do not compare: each model in turn.
        return Found(tuple(dict.fromkeys(key for keys in every for key in keys)))
    compiler = compiler_class(roots[0]._base_manager.all(), query)
    compiled = compiler.compile()
    if compiled.negated:
        matches = [match(root._base_manager.all(), query, backend=backend) for root in roots]
        return Found(tuple(key for found in matches for key in found.values_list("pk", flat=True)))
    if not compiled.expression:
        return Found(())
    connection = connections[router.db_for_read(roots[0])]
    source = compiler.source(compiled.expression)
    select, params = source.sql(roots[0], connection.vendor, *roots[1:], ranked=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT object_id FROM ({select}) m ORDER BY rank, object_id DESC", params)  # noqa: S608
        return Found(tuple(key for (key,) in cursor.fetchall()))


def _restrict(queryset: QuerySet, source: Source, *, ordered: bool) -> QuerySet:
    found = join_matches(queryset, source)
    return found.order_by(RANK, "-pk") if ordered else found


def _compiler_class(engine: Any, *, completion: bool) -> type:
    return engine.autocomplete_query_compiler_class if completion else engine.query_compiler_class


def _remote_keys(
    engine: Any, model: type[models.Model], query: SearchQuery, *, completion: bool
) -> tuple[Any, ...]:
    ask = engine.autocomplete if completion else engine.search
    results = ask(query, model._base_manager.all())
    if hasattr(results, "keys"):
        to_python = model._meta.pk.to_python  # an engine's keys are texts
        keys = tuple(map(to_python, results.keys(MAX_KEYS)))
    else:
        keys = tuple(found.pk for found in results[:MAX_KEYS])
    if len(keys) == MAX_KEYS:
        logger.warning(
            "A search among %s finds %s objects or more: those beyond, the least relevant, are left out.",
            model._meta.label,
            MAX_KEYS,
        )
    return keys
