"""What our OpenSearch and Elasticsearch backends add to modelsearch's: mixins, one for each of its classes."""

import logging
import os
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, ClassVar

from modelsearch.backends.base import FilterFieldError
from modelsearch.backends.elasticsearchbase import Field
from modelsearch.query import (
    MATCH_NONE,
    And,
    Boost,
    Fuzzy,
    Not,
    Or,
    Phrase,
    PlainText,
    SearchQuery,
)

from . import analysis, french
from .empty import AnswersEmptyTexts
from .filters import FilterByKeys

logger = logging.getLogger(__name__)

# The stock facet stops at ten values: there are more pays than that.
FACET_SIZE = 1_000


def shared(client_class: Callable[..., Any]) -> Any:
    """Return a maker of clients that keeps them, for `client_class`.

    modelsearch makes a backend, and so a client and its connections, at each search. Clients may be used by several
    threads; a forked process makes its own.
    """
    made: dict[tuple[int, str], Any] = {}

    def client(**options: Any) -> Any:
        key = (os.getpid(), repr(sorted(options.items())))
        if key not in made:
            made[key] = client_class(**options)
        return made[key]

    return staticmethod(client)


def tidy(query: SearchQuery) -> SearchQuery | None:
    """Return the query with texts an engine accepts, without the parts that say nothing (stop words)."""
    if isinstance(query, PlainText | Fuzzy | Phrase):
        text = french.clean(query.query_string)
        if next(french.words(text), None) is None:
            return None
        if isinstance(query, Phrase):
            return Phrase(text)
        return type(query)(text, operator=query.operator)
    if isinstance(query, And | Or):
        parts = [part for part in map(tidy, query.subqueries) if part is not None]
        if len(parts) < 2:
            return parts[0] if parts else None
        says = [part for part in parts if _has_terms(part)]
        return type(query)(says or parts)
    if isinstance(query, Not):
        inner = tidy(query.subquery)
        return inner and Not(inner)
    if isinstance(query, Boost):
        inner = tidy(query.subquery)
        return inner and Boost(inner, query.boost)
    return query


def _has_terms(query: SearchQuery) -> bool:
    text = getattr(query, "query_string", None)
    return text is None or bool(french.terms(text))


class FrenchMapping:
    """Completion fields are analysed alike when indexed and when asked."""

    edgengram_analyzer_config: ClassVar[dict[str, str]] = analysis.COMPLETION


class StandardMapping:
    """For a node without the analysis module."""

    edgengram_analyzer_config: ClassVar[dict[str, str]] = analysis.STANDARD_COMPLETION


class FrenchQueryCompiler(FilterByKeys):
    """Every word must be found, as on the database engines; nothing typed is an error."""

    DEFAULT_OPERATOR = "and"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = tidy(self.query) or MATCH_NONE

    def get_inner_query(self) -> dict[str, Any]:
        """Return the query on every field searched."""
        return self._tree(self.query, self.remapped_fields)

    def _tree(self, query: SearchQuery, fields: list[Field], boost: float = 1.0) -> dict[str, Any]:
        """Combine parts that each look in all the fields.

        The stock compiler combines within each field, then takes any field: « a or not b » found what had b in
        its title only.
        """
        if isinstance(query, And):
            return {
                "bool": {"must": [self._tree(part, fields, boost) for part in query.subqueries]}
            }
        if isinstance(query, Or):
            return {
                "bool": {"should": [self._tree(part, fields, boost) for part in query.subqueries]}
            }
        if isinstance(query, Not):
            return {"bool": {"must_not": [self._tree(query.subquery, fields)]}}
        if isinstance(query, Boost):
            return self._tree(query.subquery, fields, boost * query.boost)
        if isinstance(query, PlainText):
            return self._compile_plaintext_query(query, fields, boost)
        if isinstance(query, Phrase):
            return self._compile_phrase_query(query, fields)
        if isinstance(query, Fuzzy):
            return self._compile_fuzzy_query(query, fields)
        return self._compile_query(query, fields[0], boost)


class FrenchAutocompleteQueryCompiler(FrenchQueryCompiler):
    """Accepts phrases and combined queries too: the stock one raises NotImplementedError."""

    def get_inner_query(self) -> dict[str, Any]:
        """Return the query on the completion fields."""
        names = self.remapped_fields or ["_edgengrams"]
        return self._tree(self.query, [Field(name) for name in names])


class RemoteSearchResults:
    """Results with their keys alone, facets with all their values; none when the engine cannot answer.

    A cluster that is down, or an index not built yet, is logged as an error and finds nothing: a page with a search
    form is still shown. `unavailable` tells the difference to who wants to say it.
    """

    unreachable_errors: ClassVar[tuple[type[Exception], ...]] = ()
    unavailable = False

    def _backend_do_search(self, body: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        try:
            return super()._backend_do_search(body, **kwargs)
        except (self.backend.NotFoundError, *self.unreachable_errors):
            self._say_unavailable()
            nothing = {"buckets": [], "doc_count": 0}
            return {"hits": {"hits": []}, "aggregations": {"values": nothing, "none": nothing}}

    def _do_count(self) -> int:
        try:
            return super()._do_count()
        except (self.backend.NotFoundError, *self.unreachable_errors):
            self._say_unavailable()
            return 0

    def _say_unavailable(self) -> None:
        self.unavailable = True
        logger.exception(
            "The search engine does not answer for the index %s (built by update_index)",
            self._index_name,
        )

    def keys(self, most: int) -> list[str]:
        """Return the primary keys of the best results, without reading the objects."""
        response = self._backend_do_search(
            self._get_es_body(), index=self._index_name, size=most, _source=False
        )
        return [hit["_id"] for hit in response["hits"]["hits"]]

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """Return how many results have each value of a field, the most frequent first."""
        model = self.query_compiler.queryset.model
        field = self.query_compiler._get_filterable_field(field_name)
        if field is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to {model.__name__}.search_fields.",
                field_name=field_name,
            )
        column = self.query_compiler.mapping.get_field_column_name(field)
        body = self._get_es_body(for_count=True)
        body["aggregations"] = {
            "values": {"terms": {"field": column, "size": FACET_SIZE}},
            "none": {"missing": {"field": column}},
        }
        response = self._backend_do_search(body, index=self._index_name, size=0)["aggregations"]
        counts = [(bucket["key"], bucket["doc_count"]) for bucket in response["values"]["buckets"]]
        if missing := response["none"]["doc_count"]:
            counts.append((None, missing))
        return OrderedDict(sorted(counts, key=lambda count: -count[1]))

    @property
    def _index_name(self) -> str:
        return self.backend.get_index_for_model(self.query_compiler.queryset.model).name


class FrenchBackend(AnswersEmptyTexts):
    """Index settings from `analysis`; `ANALYSIS=standard` for a node without the analysis module."""

    standard_mapping_class: ClassVar[type]

    def __init__(self, params: dict[str, Any]) -> None:
        kind = params.pop("ANALYSIS", "french")
        if kind == "standard":
            self.mapping_class = self.standard_mapping_class
        # The stock analysis is replaced, not completed.
        made = analysis.french_settings() if kind == "french" else analysis.standard_settings()
        self.settings = {"settings": made}
        super().__init__(params)
