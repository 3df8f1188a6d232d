"""No result, for every question: modelsearch answers an empty text by an object that cannot be grouped."""

from collections import OrderedDict
from typing import Any

from modelsearch.backends.base import EmptySearchResults


class NoResults(EmptySearchResults):
    """Nothing found, and nothing to count."""

    supports_facet = True

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """Return no value at all."""
        return OrderedDict()


class AnswersEmptyTexts:
    """Mixin of backends."""

    def _search(self, *args: Any, **kwargs: Any) -> Any:
        results = super()._search(*args, **kwargs)
        return NoResults() if type(results) is EmptySearchResults else results
