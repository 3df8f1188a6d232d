"""Search on an OpenSearch 3 cluster, in French. Named by SEARCH_URL=opensearch+http(s)://…"""

from modelsearch.backends import opensearch3 as stock
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as EngineConnectionError

from . import remote


class Mapping(remote.FrenchMapping, stock.OpenSearch3Mapping):
    """See `remote.FrenchMapping`."""


class StandardMapping(remote.StandardMapping, stock.OpenSearch3Mapping):
    """See `remote.StandardMapping`."""


class QueryCompiler(remote.FrenchQueryCompiler, stock.OpenSearch3SearchQueryCompiler):
    """See `remote.FrenchQueryCompiler`."""

    mapping_class = Mapping


class AutocompleteQueryCompiler(
    remote.FrenchAutocompleteQueryCompiler, stock.OpenSearch3AutocompleteQueryCompiler
):
    """See `remote.FrenchAutocompleteQueryCompiler`."""

    mapping_class = Mapping


class SearchResults(remote.RemoteSearchResults, stock.OpenSearch3SearchResults):
    """See `remote.RemoteSearchResults`."""

    unreachable_errors = (EngineConnectionError,)


class SearchBackend(remote.FrenchBackend, stock.OpenSearch3SearchBackend):
    """The backend."""

    client_class = remote.shared(OpenSearch)
    mapping_class = Mapping
    standard_mapping_class = StandardMapping
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteQueryCompiler
    results_class = SearchResults
