"""A queryset joined to the matches of a text, each with its rank (decision 0011).

The matches are computed once, in a derived table that the query joins on the primary key:

    SELECT … FROM page INNER JOIN (SELECT object_id, rank FROM <full text match>) m ON m.object_id = page.id

so the full-text index is read once whatever the number of pages, and the queryset remains an ordinary one:
filters, counts, aggregates, slices and subqueries work. Django has no public way to join a derived table; the
object below gives what `Query.alias_map` documents for its entries ("All entries in alias_map must be Join
compatible"), as django-cte and others have done for years.
"""

from collections.abc import Iterator
from typing import Any, Protocol

from django.db import connections, models
from django.db.models.expressions import Col
from django.db.models.query import ModelIterable, QuerySet
from django.db.models.sql.constants import INNER

RANK = "search_rank"
ALIAS = "search_match"


class Source(Protocol):
    """Where matches come from; `sql` selects `object_id` and `rank`, the smallest rank being the best."""

    def sql(self, model: type[models.Model], vendor: str, *, ranked: bool) -> tuple[str, list[Any]]:
        """Return the SELECT and its parameters; `rank` may be anything unless `ranked`."""


class RankCol(Col):
    """The rank of a match. Compiling it tells the join that the rank is read, and so must be computed."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the column."""
        compiler.reads_search_rank = True
        return super().as_sql(compiler, connection)


class MatchJoin:
    """One entry of `Query.alias_map`: INNER JOIN (derived table) ON the primary key."""

    join_type = INNER
    join_field = None
    join_cols = ()
    nullable = False
    filtered_relation = None

    def __init__(
        self, source: Source, model: type[models.Model], parent_alias: str, alias: str
    ) -> None:
        self.source = source
        self.model = model
        self.parent_alias = parent_alias
        self.table_name = ALIAS
        self.table_alias = alias

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the JOIN clause."""
        # SELECT and ORDER BY are compiled before FROM, WHERE after it. A count reads no rank, and on
        # SQLite ranking costs three times as much as matching.
        ranked = getattr(compiler, "reads_search_rank", False) or _reads_rank(compiler.query.where)
        select, params = self.source.sql(self.model, connection.vendor, ranked=ranked)
        quote = compiler.quote_name
        alias, parent = quote(self.table_alias), quote(self.parent_alias)
        column = quote(self.model._meta.pk.column)
        return f"INNER JOIN ({select}) {alias} ON ({alias}.object_id = {parent}.{column})", params

    def relabeled_clone(self, change_map: dict[str, str]) -> "MatchJoin":
        """Return the same join under other aliases (in a subquery)."""
        return type(self)(
            self.source,
            self.model,
            change_map.get(self.parent_alias, self.parent_alias),
            change_map.get(self.table_alias, self.table_alias),
        )

    def promote(self) -> "MatchJoin":
        """Stay an inner join: what does not match is never wanted."""
        return self

    demote = promote


def _reads_rank(where: Any) -> bool:
    if children := getattr(where, "children", None):
        return any(map(_reads_rank, children))
    flatten = getattr(where, "flatten", None)
    return flatten is not None and any(isinstance(part, RankCol) for part in flatten())


class RankedIterable(ModelIterable):
    """A slice of ranked objects, read in two steps where that is faster.

    To sort by rank, SQLite carries every selected column of every match, texts included, through its
    sorter: reading the keys of the slice first, then its rows, takes half the time. PostgreSQL keeps long
    texts out of the way by itself.
    """

    def __iter__(self) -> Iterator[models.Model]:
        """Yield the objects in order of rank."""
        queryset = self.queryset
        query = queryset.query
        joins = [alias for alias, join in query.alias_map.items() if isinstance(join, MatchJoin)]
        two_steps = (
            len(joins) == 1
            and query.is_sliced
            and connections[queryset.db].vendor == "sqlite"
            and list(query.annotation_select) == [RANK]
            and not query.distinct
            and not query.select_for_update
            and not _reads_rank(query.where)
        )
        if not two_steps:
            yield from super().__iter__()
            return
        ranks = dict(queryset.values_list("pk", RANK))
        rows = queryset.all()
        rows.query.clear_limits()
        rows.query.clear_ordering(force=True)
        del rows.query.annotations[RANK]
        rows.query.set_annotation_mask(None)
        rows.query.alias_refcount[joins[0]] = 0
        found = {
            instance.pk: instance
            for instance in ModelIterable(
                rows.filter(pk__in=list(ranks)), self.chunked_fetch, self.chunk_size
            )
        }
        for key, rank in ranks.items():
            if instance := found.get(key):  # deleted between the two steps otherwise
                setattr(instance, RANK, rank)
                yield instance


def _rank_field() -> models.FloatField:
    field = models.FloatField()
    field.set_attributes_from_name("rank")
    field.model = None  # belongs to no table: expressions look at it to tell two columns apart
    return field


_RANK_FIELD = _rank_field()


def join_matches(queryset: QuerySet, source: Source, rank: str | None = RANK) -> QuerySet:
    """Return the queryset restricted to what `source` finds, annotated with its rank (smaller is better)."""
    if queryset.query.combinator or queryset.query.is_sliced or queryset.query.distinct_fields:
        queryset = queryset.model._base_manager.using(queryset.db).filter(
            pk__in=queryset.order_by().values("pk")
            if not queryset.query.is_sliced
            else list(queryset.values_list("pk", flat=True))
        )
    queryset = queryset.all()
    query = queryset.query
    parent = query.get_initial_alias()
    alias = ALIAS
    while alias in query.alias_map:
        alias += "_"
    query.alias_map[alias] = MatchJoin(source, queryset.model, parent, alias)
    query.alias_refcount[alias] = 1
    query.table_map[ALIAS] = [*query.table_map.get(ALIAS, ()), alias]  # clones share the old list
    if rank is None:
        return queryset
    if queryset._iterable_class is ModelIterable:
        queryset._iterable_class = RankedIterable
    return queryset.annotate(**{rank: RankCol(alias, _RANK_FIELD)})


def key_expression(model: type[models.Model], vendor: str, column: str) -> str:
    """Return the SQL that turns the text key of an index entry into the type of the model's primary key."""
    field = model._meta.pk
    while field.remote_field:
        field = field.target_field
    if isinstance(field, models.IntegerField):
        return f"CAST({column} AS {'bigint' if vendor == 'postgresql' else 'integer'})"
    if isinstance(field, models.UUIDField):
        return (
            f"CAST({column} AS uuid)" if vendor == "postgresql" else f"replace({column}, '-', '')"
        )
    return column
