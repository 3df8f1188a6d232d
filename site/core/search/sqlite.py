"""Search on SQLite: modelsearch's FTS5 table, matched and ranked once a query."""

from typing import Any

from django.db import models, transaction
from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex, SQLiteSearchBackend
from modelsearch.conf import get_app_config
from modelsearch.index import Indexed
from modelsearch.utils import get_content_type_pk

from .database import DatabaseQueryCompiler, DatabaseSearchResults, Document, content_type_ids
from .empty import AnswersEmptyTexts
from .expressions import FTS5
from .joins import key_expression

IndexEntry = get_app_config().get_model("IndexEntry", require_ready=False)
FTSEntry = get_app_config().get_model("SQLiteFTSIndexEntry", require_ready=False)

# bm25() takes one weight a column, in the order of the table: autocomplete, body, title.
SEARCH_WEIGHTS = "0.0, 1.0, 6.0"
COMPLETION_WEIGHTS = "1.0, 0.0, 0.0"


class Matches:
    """The rows of the FTS5 table that match, with the object they stand for."""

    def __init__(
        self, expression: str, *, completion: bool = False, title_only: bool = False
    ) -> None:
        columns = "autocomplete" if completion else "title" if title_only else "title body"
        self.match = f"{{{columns}}} : {expression}"
        self.weights = COMPLETION_WEIGHTS if completion else SEARCH_WEIGHTS

    def sql(
        self, model: type[models.Model], vendor: str, *others: type[models.Model], ranked: bool
    ) -> tuple[str, list[Any]]:
        """Return the SELECT; LIMIT keeps SQLite from merging it into the outer query, where it would
        run the match again for each row and refuse bm25() beside GROUP BY."""
        entry, fts = IndexEntry._meta.db_table, FTSEntry._meta.db_table
        rank = f"bm25({fts}, {self.weights})" if ranked else "0.0"
        kinds = content_type_ids(model, *others)
        return (
            f"SELECT {key_expression(model, vendor, 'e.object_id')} AS object_id, "  # noqa: S608  names and numbers
            f"{rank} AS rank "
            f"FROM {fts} CROSS JOIN {entry} e ON e.id = {fts}.rowid "
            f"WHERE {fts} MATCH %s AND e.content_type_id IN ({', '.join(map(str, kinds))}) LIMIT -1"
        ), [self.match]


class Index(SQLiteIndex):
    """Stores terms, not text."""

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Do nothing: bm25() knows the lengths; the stock index read the whole table at each save."""

    def add_items(self, model: type[Indexed], objs: list[Indexed]) -> None:
        """Write the entries of some objects of one model."""
        if not model.get_search_fields():
            return
        kind = get_content_type_pk(model)
        documents = {document.key: document for document in map(Document, objs)}
        known = dict(
            self.entries.filter(content_type_id=kind, object_id__in=documents).values_list(
                "object_id", "pk"
            )
        )
        entries = [
            IndexEntry(
                pk=known.get(key),
                content_type_id=kind,
                object_id=key,
                title=" ".join(document.title),
                body=" ".join(" ".join(found) for _, found in document.body),
                autocomplete=" ".join(document.completion),
            )
            for key, document in documents.items()
        ]
        # Bulk operations fire the table's triggers, which keep the FTS5 table.
        with transaction.atomic(using=self.write_connection.alias):
            entries_manager = IndexEntry._default_manager.using(self.write_connection.alias)
            if new := [entry for entry in entries if entry.pk is None]:
                entries_manager.bulk_create(new)
            if changed := [entry for entry in entries if entry.pk is not None]:
                entries_manager.bulk_update(
                    changed, ["title", "body", "autocomplete"], batch_size=100
                )


class QueryCompiler(DatabaseQueryCompiler):
    """Whole words, by their stems."""

    syntax = FTS5
    source_class = Matches


class AutocompleteQueryCompiler(QueryCompiler):
    """The last word may be a beginning."""

    completion = True


class SearchBackend(AnswersEmptyTexts, SQLiteSearchBackend):
    """Named by SEARCH_URL=database on SQLite."""

    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = DatabaseSearchResults
