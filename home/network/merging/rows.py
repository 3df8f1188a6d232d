"""What belongs to a territory beside its pages, and what becomes of it when two are merged.

Each relation to `Territory` has a rule here; a test refuses one that has none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Count, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail.search import index

from territories.models import Diffusion, SharedPage, Territory
from territories.pages.types import our_page_models


class Rule(StrEnum):
    """What becomes of the rows of the territory that goes."""

    MOVE = "move"  # they belong to the one that stays
    FIRST = "first"  # so do they, but where it has one already: its own stays, the other is left
    STAY = "stay"  # they keep the name of the one that goes


@dataclass(frozen=True, slots=True)
class Relation:
    """Rows of a model, by its field that names a territory.

    :param key: what it has once a territory.
    :param also: marks that moved rows take.
    """

    model: str
    field: str
    rule: Rule
    label: str
    key: str = ""
    also: tuple[str, ...] = ()

    def rows(self, territory: Territory) -> QuerySet:
        """The rows of a territory."""
        model = apps.get_model(self.model)
        return model._default_manager.filter(**{self.field: territory})

    def moving(self, leaving: Territory, staying: Territory) -> QuerySet:
        """The rows of `leaving` that `staying` will have."""
        rows = self.rows(leaving)
        if self.rule == Rule.STAY:
            return rows.none()
        if self.rule == Rule.FIRST:
            rows = rows.exclude(**{f"{self.key}__in": self.rows(staying).values(self.key)})
        return rows


# What a merger attaches is a decision of ours: the next official file must not undo it.
OURS = ("locally_edited",)
RELATIONS = [
    Relation("territories.Contact", "territory", Rule.MOVE, "Contacts"),
    Relation("territories.Epci", "pays", Rule.MOVE, "Intercommunalités", also=OURS),
    Relation(
        "territories.Commune", "own_pays", Rule.MOVE, "Communes sans intercommunalité", also=OURS
    ),
    Relation("territories.FormerHost", "territory", Rule.MOVE, "Anciens hôtes"),
    Relation("territories.FormerName", "territory", Rule.MOVE, "Anciens noms"),
    Relation("territories.Territory", "succeeded_by", Rule.MOVE, "Territoires déjà fusionnés"),
    Relation("offers.LocalOffer", "territory", Rule.FIRST, "Offres locales", "offer"),
    Relation("offers.WelcomeRequest", "territory", Rule.MOVE, "Demandes de premier accueil"),
    Relation("resources.Adoption", "territory", Rule.MOVE, "Reprises d’animations"),
    Relation("training.TrainingSession", "territory", Rule.MOVE, "Sessions de formation"),
    Relation("observatory.Figure", "territory", Rule.STAY, "Chiffres de l’observatoire"),
    Relation(
        "home.NewsletterSubscriber", "territory", Rule.FIRST, "Abonné·es à la lettre", "email"
    ),
    Relation("home.NewsletterIssue", "territory", Rule.MOVE, "Lettres"),
]
# Handled apart: what was received, the tree itself (a pays has none below).
APART = {("territories.Diffusion", "territory"), ("territories.Territory", "parent")}


def move_rows(leaving: Territory, staying: Territory) -> dict[str, int]:
    """Give rows to the territory that stays; how many, by label."""
    moved = {}
    for relation in RELATIONS:
        rows = relation.moving(leaving, staying)
        keys = list(rows.values_list("pk", flat=True))
        model = rows.model
        moved[relation.label] = model._default_manager.filter(pk__in=keys).update(
            **{relation.field: staying}, **dict.fromkeys(relation.also, True)
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
    return _numbers(leaving, {r.label: r.moving(leaving, staying) for r in RELATIONS})


def left_rows(leaving: Territory, moving: dict[str, int]) -> dict[str, int]:
    """How many rows stay in the name of the territory that goes, where some do; `moving`: the others."""
    rows = {r.label: r.rows(leaving) for r in RELATIONS if r.rule != Rule.MOVE}
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
    rank = {state.PLANNED: 0, state.PROPOSED: 1}
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
