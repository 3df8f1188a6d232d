"""What belongs to a territory beside its pages, and what becomes of it when two are merged.

Each relation to `Territory` has a rule in the declaration of its model (`territories.ownership.registry`); a system
check refuses one that has none.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.search import index

from territories.models import Diffusion, SharedPage, Territory
from territories.ownership.declaration import Merge, Owned, Rule
from territories.ownership.registry import owned_models
from territories.pages.types import our_page_models


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows of a model, by its field that names a territory, and what its declaration says of them."""

    owned: Owned
    merge: Merge

    @property
    def label(self) -> str:
        """What the plan calls them."""
        return self.merge.label or self.owned.title

    @property
    def field(self) -> str:
        return self.merge.field or self.owned.owner

    def rows(self, territory: Territory) -> QuerySet:
        """The rows of a territory."""
        return self.owned.model._default_manager.filter(**{self.field: territory})

    def moving(self, leaving: Territory, staying: Territory) -> QuerySet:
        """The rows of `leaving` that `staying` will have."""
        rows = self.rows(leaving)
        if self.merge.rule is Rule.STAY:
            return rows.none()
        if self.merge.rule is Rule.FIRST:
            key = self.merge.key
            rows = rows.exclude(**{f"{key}__in": self.rows(staying).values(key)})
        return rows


def relations() -> list[Relation]:
    """Each relation to a territory whose rows move or stay by a rule; the others are handled apart."""
    return [
        Relation(owned, merge)
        for owned in owned_models()
        for merge in owned.merge
        if merge.rule is not Rule.APART
    ]


def move_rows(leaving: Territory, staying: Territory) -> dict[str, int]:
    """Give rows to the territory that stays; how many, by label."""
    moved = {}
    for relation in relations():
        rows = relation.moving(leaving, staying)
        keys = list(rows.values_list("pk", flat=True))
        model = rows.model
        moved[relation.label] = model._default_manager.filter(pk__in=keys).update(
            **{relation.field: staying}, **dict.fromkeys(relation.merge.also, True)
        )
        if index.class_is_indexed(model):
            # An update says nothing to the search engines.
            for row in model._default_manager.filter(pk__in=keys):
                index.insert_or_update_object(row)
    return moved


def _numbers(leaving: Territory, wanted: dict[str, QuerySet]) -> dict[str, int]:
    """The number of rows of each queryset, by the same labels, in one query."""
    columns = []
    for rows in wanted.values():
        one = rows.order_by().annotate(one=Value(1)).values("one")
        columns.append(Coalesce(Subquery(one.annotate(number=Count("pk")).values("number")), 0))
    found = Territory.objects.filter(pk=leaving.pk).values_list(*columns).get()
    return dict(zip(wanted, found, strict=True))


def count_rows(leaving: Territory, staying: Territory) -> dict[str, int]:
    """How many rows `move_rows` would give."""
    return _numbers(leaving, {r.label: r.moving(leaving, staying) for r in relations()})


def left_rows(leaving: Territory, moving: dict[str, int]) -> dict[str, int]:
    """How many rows stay in the name of the territory that goes, where some do; `moving`: the others."""
    rows = {r.label: r.rows(leaving) for r in relations() if r.merge.rule is not Rule.MOVE}
    numbers = _numbers(leaving, rows)
    return {label: n - moving[label] for label, n in numbers.items() if n > moving[label]}


def shared_pages(territory: Territory, each: Callable = lambda pages: pages) -> list:
    """Pages of the shared sections that a territory signs: sheets, studies."""
    return [
        page
        for model in our_page_models()
        if issubclass(model, SharedPage) and model.is_shown
        for page in each(model.objects.filter(territory=territory).order_by("pk"))
    ]


def _wins(new: Diffusion, old: Diffusion) -> bool:
    """Whether the decision of the one that goes is taken: only where the other has not decided."""
    state = Diffusion.State
    rank: dict[str, int] = {state.PLANNED: 0, state.PROPOSED: 1}
    return rank.get(new.state, 2) > rank.get(old.state, 2)


def merge_received(leaving: Territory, staying: Territory, own: set[int]) -> int:
    """Give what a territory received to the other; one row a page.

    The decision of the team that stays wins, for it knows its visitors; one that it has not taken yet
    is taken from the other. Nobody receives her own pages.

    :param own: ids of the pages that belong to `staying` once merged.
    """
    both = Diffusion.objects.filter(territory__in=(leaving, staying))
    both.filter(page__in=own).delete()
    there = {row.page_id: row for row in both.filter(territory=staying)}
    given = 0
    for row in both.filter(territory=leaving):
        old = there.get(row.page_id)
        if old and not _wins(row, old):
            row.delete()
            continue
        if old:
            old.delete()
        row.territory = staying
        row.save(update_fields=["territory"])
        given += 1
    return given


def count_received(leaving: Territory, staying: Territory, own: set[int]) -> int:
    """How many rows `merge_received` would give."""
    both = Diffusion.objects.filter(Q(territory=leaving) | Q(territory=staying))
    both = both.exclude(page__in=own)
    there = {row.page_id: row for row in both.filter(territory=staying)}
    return sum(
        row.page_id not in there or _wins(row, there[row.page_id])
        for row in both.filter(territory=leaving)
    )
