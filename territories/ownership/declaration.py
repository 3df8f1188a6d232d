"""What a territory owns, as data: the words of a declaration (`registry.declare` takes it; decision 0107).

declare(
    Owned(
        Adoption,
        team=Team.REFERENTS,
        given=Given.ROWS,
        merge=(Merge(Rule.MOVE),),
        export=Export("reprises", columns={"activity_title": lambda row: row.activity.title}),
    )
)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any

from django.db.models import Model, QuerySet

from ..tree.models import Territory
from .erasure import Due


class Team(StrEnum):
    """The smallest team that acts upon the rows; the wider ones may too."""

    REFERENTS = "référent·es et communication"
    COMMUNICATION = "communication"
    REGION = "région"
    TECHNICAL = "compte technique"


class Given(Enum):
    """How the right is given to the team."""

    ROWS = "the permissions of the model; `TerritoryPolicy` says whose a row is"
    SITE = "the permission to change it, on each site"
    COLLECTION = "the permissions on files, on each collection"
    OTHERWISE = (
        "screens and commands with a rule of their own; the region has the permissions of the model"
    )


class Rule(Enum):
    """What becomes of the rows of a pays that is merged into another, in words that the region reads."""

    MOVE = "passent au pays qui reste"
    FIRST = "passent au pays qui reste, sauf ce qu’il a déjà"
    STAY = "gardent le nom du pays qui part"
    APART = "à part"  # done elsewhere: the declaration says how


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of rows at a merger, by the field that names their territory.

    :param field: relation to `Territory`; the `owner` of the declaration by default.
    :param key: what a territory has once (`Rule.FIRST`).
    :param also: marks that moved rows take.
    :param label: what the plan of the merger calls them, where it is not the label of the declaration.
    :param words: how, for `Rule.APART`.
    """

    rule: Rule
    field: str = ""
    key: str = ""
    also: tuple[str, ...] = ()
    label: str = ""
    words: str = ""

    def __post_init__(self):
        if (self.rule is Rule.FIRST) != bool(self.key):
            raise ValueError("Rule.FIRST goes with a key, and a key with Rule.FIRST.")
        if self.rule is Rule.APART and not self.words:
            raise ValueError("Rule.APART says in words what is done.")

    @property
    def told(self) -> str:
        """What happens, in words: « passent au pays qui reste »."""
        words = self.words or str(self.rule.value)
        return f"{self.label.lower()} : {words}" if self.label else words


@dataclass(frozen=True, slots=True)
class Export:
    """The file of the zip of a site (« Emporter ») that has the rows: `donnees/<file>.json`.

    :param title: what the zip's index calls it; the label of the declaration by default.
    :param columns: readable values, beside the fields: a function of the row for each.
    :param by_rows: one object a row, less what the purge will erase; False: the code of the zip writes that file itself.
    """

    file: str
    title: str = ""
    columns: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    by_rows: bool = True


@dataclass(frozen=True, slots=True)
class NotExported:
    """Why rows do not leave in the zip of a site."""

    why: str


@dataclass(frozen=True, slots=True)
class Personal:
    """What is personal in a row, and until when.

    :param fields: names of the fields.
    :param until: until when, in words: « 6 mois après la demande ».
    :param due: which rows the nightly purge takes; None: something else ends them, which `until` names.
    :param blanks: what the purge writes instead of deleting the row: a value for each field.
    :param words: what is personal, where the names of the fields would not say it.
    """

    fields: tuple[str, ...]
    until: str
    due: Due | None = None
    blanks: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""


@dataclass(frozen=True, slots=True)
class Owned:
    """All that is said of a model whose rows belong to a territory, or that holds personal data.

    :param model: also an abstract one, or one of another package; it speaks for the models that inherit from it.
    :param owner: path from a row to its territory; empty where no query finds it.
    :param who: in words, where `team` alone would not say it.
    :param refused: actions that nobody has, among « add », « change », « delete », « view ».
    :param related: what reading the name of a row needs (`select_related`).
    :param names_territory: its texts are read again when a territory is renamed.
    :param label: as people read it; the plural name of the model by default.
    :raises ValueError: parts that contradict each other.
    """

    model: type[Model]
    team: Team
    export: Export | NotExported
    given: Given = Given.OTHERWISE
    merge: tuple[Merge, ...] = ()
    owner: str = "territory"
    who: str = ""
    refused: frozenset[str] = frozenset()
    related: tuple[str, ...] = ()
    names_territory: bool = False
    personal: Personal | None = None
    label: str = ""

    def __post_init__(self):
        if not self.owner and (self.given in (Given.ROWS, Given.SITE) or self.names_territory):
            raise ValueError(f"{self.model}: whose are its rows?")

    @property
    def title(self) -> str:
        """What people call the rows: « Contacts »."""
        label = self.label or str(self.model._meta.verbose_name_plural)
        return label[:1].upper() + label[1:]

    @property
    def erased_fields(self) -> tuple[str, ...]:
        """Fields that the purge erases one day: they leave in no copy, which would outlive them."""
        return self.personal.fields if self.personal and self.personal.due else ()

    @property
    def model_name(self) -> str:
        """As codenames of permissions have it: « localoffer »."""
        return str(self.model._meta.model_name)

    def rows(self, *territories: Territory) -> QuerySet:
        """The rows of some territories, ready to be named."""
        rows = self.model._default_manager.filter(**{f"{self.owner}__in": territories})
        return rows.select_related(*self.related) if self.related else rows

    def merge_of(self, name: str) -> Merge | None:
        """What is said of the relation `name` to a territory."""
        return next((merge for merge in self.merge if (merge.field or self.owner) == name), None)
