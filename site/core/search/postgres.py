"""Search on PostgreSQL: modelsearch's tsvector columns, filled with terms prepared in Python.

The three columns are used so (docs/decisions/0011):

* `body`: every term of the object with its positions; its GIN index finds what matches, phrases included;
* `title`: a short vector for ranking, small enough to stay in the row: terms of the title (A), then the
  most frequent others (B, C, D). Ranking with `body` would fetch and decompress each long text;
* `autocomplete`: words to complete.
"""

from typing import Any

from django.db import models
from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend
from modelsearch.conf import get_app_config
from modelsearch.index import Indexed
from modelsearch.utils import get_content_type_pk

from .database import DatabaseQueryCompiler, DatabaseSearchResults, Document, content_type_ids
from .empty import AnswersEmptyTexts
from .expressions import TSQUERY
from .joins import key_expression
from .vectors import ranking_vector, vector

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)

# Weights of D, C, B and A for ts_rank().
WEIGHTS = "{0.05, 0.15, 0.4, 1.0}"
BATCH = 100


class Matches:
    """The index entries that match, with the object they stand for."""

    def __init__(
        self, expression: str, *, completion: bool = False, title_only: bool = False
    ) -> None:
        self.expression = expression
        self.column = "autocomplete" if completion else "body"
        self.ranked_column = "autocomplete" if completion else "title"
        self.title_only = title_only

    def sql(
        self, model: type[models.Model], vendor: str, *others: type[models.Model], ranked: bool
    ) -> tuple[str, list[Any]]:
        """Return the SELECT; PostgreSQL by itself computes the rank only where it is read."""
        # A subquery hides the terms from the planner. Knowing them, it reads the whole table for a
        # frequent term, blind to the price of fetching long vectors: 10 ms instead of 2 for 1,000 pages.
        found = f"e.{self.column} @@ (SELECT %s::tsquery)"
        params = [self.expression, self.expression]
        if self.title_only:
            # Labels are not part of a GIN index: its rows are checked again, on the short vector.
            found += " AND ts_filter(e.title, '{a}') @@ %s::tsquery"
            params.append(self.expression)
        return (
            f"SELECT {key_expression(model, vendor, 'e.object_id')} AS object_id, "  # noqa: S608  names and numbers
            f"-ts_rank('{WEIGHTS}', e.{self.ranked_column}, %s::tsquery) AS rank "
            f"FROM {IndexEntry._meta.db_table} e "
            f"WHERE {found} AND e.content_type_id IN ({', '.join(map(str, content_type_ids(model, *others)))})"
        ), params


class Index(PostgresIndex):
    """Writes vectors as they are: PostgreSQL's parser and dictionaries are not used."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Do nothing: ranks do not use it, and the stock index read the whole table at each save."""

    def add_items(self, model: type[Indexed], objs: list[Indexed]) -> None:
        """Write the entries of some objects of one model."""
        if not model.get_search_fields():
            return
        kind = get_content_type_pk(model)
        rows = []
        for document in map(Document, objs):
            body = [(term, "") for term in document.title]
            for _, found in document.body:
                body.extend((term, "") for term in found)
            completion = vector([(term, "") for term in document.completion])
            rows.append((kind, document.key, ranking_vector(document), vector(body), completion))
        for start in range(0, len(rows), BATCH):
            self._write(rows[start : start + BATCH])

    def _write(self, rows: list[tuple[Any, ...]]) -> None:
        row = "(%s, %s, %s::tsvector, %s::tsvector, %s::tsvector, 1.0, '', '')"
        with self.write_connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {IndexEntry._meta.db_table} (content_type_id, object_id, title, body, "  # noqa: S608
                "autocomplete, title_norm, title_text, body_text) "
                f"VALUES {', '.join([row] * len(rows))} "
                "ON CONFLICT (content_type_id, object_id) DO UPDATE SET "
                "title = EXCLUDED.title, body = EXCLUDED.body, autocomplete = EXCLUDED.autocomplete",
                [value for line in rows for value in line],
            )


class QueryCompiler(DatabaseQueryCompiler):
    """Whole words, by their stems."""

    syntax = TSQUERY
    source_class = Matches


class AutocompleteQueryCompiler(QueryCompiler):
    """The last word may be a beginning."""

    completion = True


class SearchBackend(AnswersEmptyTexts, PostgresSearchBackend):
    """Named by SEARCH_URL=database on PostgreSQL."""

    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = DatabaseSearchResults
