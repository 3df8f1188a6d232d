"""What SQLite's and PostgreSQL's backends share: documents, query compiler, results."""

from collections import OrderedDict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count
from django.db.models.query import QuerySet
from django.utils.encoding import force_str
from modelsearch.backends.base import BaseSearchQueryCompiler, BaseSearchResults, FilterFieldError
from modelsearch.index import AutocompleteField, Indexed, RelatedFields, SearchField
from modelsearch.utils import get_descendant_models

from . import french
from .expressions import Compiled, ExpressionCompiler, Syntax, matches
from .filters import AnyFilter
from .joins import RANK, Source, join_matches

# Beyond, a text adds nothing that is not found already, and a tsvector may not pass 1 MB.
MAX_INDEXED_TERMS = 50_000


@lru_cache(maxsize=256)
def _descendants(model: type[models.Model]) -> tuple[type[models.Model], ...]:
    # modelsearch walks all the models of the project at each search.
    return tuple(get_descendant_models(model))


def content_type_ids(*roots: type[models.Model]) -> list[int]:
    """Return the content types under which objects of some models, and of their children, are indexed."""
    get = ContentType.objects.get_for_model
    return sorted({get(child).pk for root in roots for child in _descendants(root)})


class Document:
    """The search terms of one object, field by field."""

    def __init__(self, instance: Indexed) -> None:
        self.instance = instance
        self.key = force_str(instance.pk)

    @cached_property
    def _texts(self) -> list[tuple[SearchField | AutocompleteField, str]]:
        return [
            found
            for field in self.instance.get_search_fields()
            for found in self._read(self.instance, field)
        ]

    def _read(self, instance: models.Model, field: Any) -> Iterator[tuple[Any, str]]:
        if isinstance(field, SearchField | AutocompleteField):
            yield field, as_text(field.get_value(instance))
        elif isinstance(field, RelatedFields):
            related = field.get_value(instance)
            if callable(getattr(related, "all", None)):
                related = related.all()
            elif related is None:
                related = ()
            elif isinstance(related, models.Model):
                related = (related,)
            for other in related:
                for inner in field.fields:
                    yield from self._read(other, inner)

    @cached_property
    def title(self) -> list[str]:
        """Return the terms of the fields called « title »."""
        return self._terms(lambda field: field.field_name == "title")

    @cached_property
    def body(self) -> list[tuple[float, list[str]]]:
        """Return (boost, terms) for each other field."""
        return [
            (field.boost or 1.0, found)
            for field, text in self._texts
            if isinstance(field, SearchField)
            and field.field_name != "title"
            and (found := french.terms(text)[:MAX_INDEXED_TERMS])
        ]

    @cached_property
    def completion(self) -> list[str]:
        """Return the words to complete."""
        return [
            term
            for field, text in self._texts
            if isinstance(field, AutocompleteField)
            for term in french.completion_terms(text)
        ][:MAX_INDEXED_TERMS]

    def field_terms(self, names: list[str]) -> list[str]:
        """Return the terms of some fields only."""
        return self._terms(lambda field: field.field_name in names)

    def _terms(self, wanted: Any) -> list[str]:
        return [
            term
            for field, text in self._texts
            if isinstance(field, SearchField) and wanted(field)
            for term in french.terms(text)
        ]


def as_text(value: Any) -> str:
    """Return the text of a field's value, whatever its shape; nothing for no value."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list | tuple | set | QuerySet):
        return force_str(value)
    # A sentence end between two values: a phrase does not run from one to the next by more than a word.
    return ", ".join(map(as_text, value))


class DatabaseQueryCompiler(AnyFilter, BaseSearchQueryCompiler):
    """Match once, join, then filter; see `joins`."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    completion: ClassVar[bool] = False
    syntax: ClassVar[Syntax]
    source_class: ClassVar[type]

    def compile(self) -> Compiled:
        """Return the full-text expression of the query."""
        return ExpressionCompiler(self.syntax, completion=self.completion).compile(self.query)

    def source(self, expression: str) -> Source:
        """Return where the matches come from."""
        return self.source_class(
            expression, completion=self.completion, title_only=self.fields == ["title"]
        )

    def search(
        self, start: int | None, stop: int | None, score_field: str | None = None
    ) -> QuerySet:
        """Return the queryset of the results."""
        compiled = self.compile()
        queryset = self.queryset
        if compiled.negated:
            queryset = self._without(compiled, queryset)
        elif not compiled.expression:
            queryset = queryset.none()
        else:
            queryset = self._with(compiled, queryset, score_field)
        if self.order_by_relevance and compiled.expression and not compiled.negated:
            queryset = queryset.order_by(score_field or RANK, "-pk")
        elif not queryset.ordered:
            # Keeps results consistent across pages (wagtail/wagtail#3729).
            queryset = queryset.order_by("-pk")
        return queryset[start:stop]

    def _with(self, compiled: Compiled, queryset: QuerySet, score_field: str | None) -> QuerySet:
        found = join_matches(queryset, self.source(compiled.expression), score_field or RANK)
        if self.fields and self.fields != ["title"] and not self.completion:
            # The index holds one body: which field said it is read from the objects that matched.
            keys = [
                instance.pk
                for instance in found.order_by()
                if matches(self.query, Document(instance).field_terms(self.fields))
            ]
            found = found.filter(pk__in=keys)
        return found

    def _without(self, compiled: Compiled, queryset: QuerySet) -> QuerySet:
        if not compiled.expression:
            return queryset
        every = queryset.model._base_manager.using(queryset.db).all()
        refused = join_matches(every, self.source(compiled.expression), rank=None)
        return queryset.exclude(pk__in=refused.values("pk"))


class DatabaseSearchResults(BaseSearchResults):
    """Results read by one query, counted and grouped by others, all of them the database's."""

    supports_facet = True

    def get_queryset(self) -> QuerySet:
        """Return the results as an ordinary queryset, sliced."""
        return self.query_compiler.search(self.start, self.stop, score_field=self._score_field)

    def _do_search(self) -> list[models.Model]:
        return list(self.get_queryset())

    def _do_count(self) -> int:
        return self.get_queryset().count()

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """Return how many results have each value of a field, the most frequent first."""
        model = self.query_compiler.queryset.model
        if self.query_compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(
                f'Cannot facet search results with field "{field_name}". Please add '
                f"index.FilterField('{field_name}') to {model.__name__}.search_fields.",
                field_name=field_name,
            )
        found = self.query_compiler.search(None, None)
        counts = found.order_by().values(field_name).annotate(count=Count("pk")).order_by("-count")
        return OrderedDict((line[field_name], line["count"]) for line in counts)
