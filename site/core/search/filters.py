"""Querysets whose filters modelsearch cannot translate: `Exists()`, expressions, conditions on annotations (decision 0012).

modelsearch refuses them, to warn that OpenSearch could not apply them. Ours are many (`visible_in()`, private
branches, diffusion), and a search that forgets one leaks: so every engine accepts any queryset. A plain
lookup on a field that has no `FilterField` is still refused, with modelsearch's own hint.
"""

from typing import Any

from django.db.models.functions.datetime import ExtractYear
from django.db.models.lookups import Lookup
from django.db.models.sql.where import NothingNode, WhereNode

# Beyond, an engine refuses the query (index.max_terms_count).
MAX_TERMS = 65_536


def is_plain(node: Any) -> bool:
    """Tell whether a condition compares a column with a value, as search engines can."""
    if isinstance(node, WhereNode):
        return all(map(is_plain, node.children))
    if isinstance(node, NothingNode):
        return True
    if not isinstance(node, Lookup):
        return False
    left = node.lhs.lhs if isinstance(node.lhs, ExtractYear) else node.lhs
    return hasattr(left, "target") and hasattr(left, "alias")


class AnyFilter:
    """Mixin of query compilers: checks what can be, lets the rest to the database."""

    def _get_filters_from_where_node(self, where_node: Any, check_only: bool = False) -> Any:
        if check_only and not isinstance(where_node, WhereNode) and not is_plain(where_node):
            return None
        return super()._get_filters_from_where_node(where_node, check_only=check_only)


class FilterByKeys(AnyFilter):
    """For engines that hold no table: the database says which objects pass the filters."""

    def _get_filters_from_queryset(self, check_only: bool = False) -> Any:
        if check_only or is_plain(self.queryset.query.where):
            return super()._get_filters_from_queryset(check_only=check_only)
        keys = self.queryset.order_by().values_list("pk", flat=True)
        return {"terms": {"pk": [str(key) for key in keys[:MAX_TERMS]]}}
