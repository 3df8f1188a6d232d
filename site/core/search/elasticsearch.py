"""Search on an Elasticsearch 8.19 or 9 cluster, in French. Named by SEARCH_URL=elasticsearch+http(s)://…"""

from elastic_transport import TransportError as EngineTransportError
from elasticsearch import Elasticsearch
from modelsearch.backends import elasticsearch8 as stock

from . import remote


class Mapping(remote.FrenchMapping, stock.Elasticsearch8Mapping):
    """See `remote.FrenchMapping`."""


class StandardMapping(remote.StandardMapping, stock.Elasticsearch8Mapping):
    """See `remote.StandardMapping`."""


class QueryCompiler(remote.FrenchQueryCompiler, stock.Elasticsearch8SearchQueryCompiler):
    """See `remote.FrenchQueryCompiler`."""

    mapping_class = Mapping


class AutocompleteQueryCompiler(
    remote.FrenchAutocompleteQueryCompiler, stock.Elasticsearch8AutocompleteQueryCompiler
):
    """See `remote.FrenchAutocompleteQueryCompiler`."""

    mapping_class = Mapping


class CountingResults(stock.Elasticsearch8SearchResults):
    """The stock count passes `body`, which the 8.x client deprecates."""

    def _do_count(self) -> int:
        index = self.backend.get_index_for_model(self.query_compiler.queryset.model).name
        query = self._get_es_body(for_count=True)["query"]
        count: int = self.backend.es.count(index=index, query=query)["count"]
        count -= self.start
        return max(count if self.stop is None else min(count, self.stop - self.start), 0)


class SearchResults(remote.RemoteSearchResults, CountingResults):
    """See `remote.RemoteSearchResults`."""

    unreachable_errors = (EngineTransportError,)


class SearchBackend(remote.FrenchBackend, stock.Elasticsearch8SearchBackend):
    """The backend."""

    client_class = remote.shared(Elasticsearch)
    mapping_class = Mapping
    standard_mapping_class = StandardMapping
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = SearchResults
