"""The declaration of each generation: what is remembered under it, and what renews it (decision 0109).

    TERRITORIES = declare(
        "territories",
        "the tree of territories and their sites",
        saved("territories.Territory", "wagtailcore.Site"),
    )

stands beside what is remembered. An app above adds what of its own renews it, in a module that its `startup.py` imports:

    TERRITORIES.renewed_by(by_hand("home.network.merging.run", "a merge moves rows in SQL"))

`connect` makes the signal connections of all declarations, once, when every app has started; the table in
`docs/architecture.md` is made of them (`manage.py generations_table`). What changes a draft renews nothing: `core.drafts`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import Signal
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .drafts import changes_a_draft, note_withdrawal
from .generations import Generation, bump

# A model, or its label; an abstract model: all the models that inherit from it; a function that returns models once
# every app has started, and whose documentation tells what they are.
type Sender = type[Model] | str | Callable[[], Iterable[type[Model]]]

SAVED = (post_save, post_delete)
PAGE_CHANGED = (page_published, page_unpublished, page_slug_changed, post_page_move)


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """What renews a generation. Every function is called with the arguments of the signal, by name."""

    # For the table of the documentation.
    words: str
    signals: tuple[Signal, ...] = ()
    # None: whoever sends the signals.
    senders: tuple[Sender, ...] = ()
    when: Callable[..., bool] | None = None
    # Arguments of `renew()`: of a family of generations, those to renew.
    members: Callable[..., Iterable[Any]] | None = None
    # Of a renewal by hand, the module that does it.
    module: str = ""

    def models(self) -> list[type[Model] | None]:
        """The senders, as models; `[None]` for whoever sends."""
        found: list[type[Model] | None] = []
        for sender in self.senders:
            if isinstance(sender, str):
                found.append(apps.get_model(sender))
            elif not isinstance(sender, type):
                found += sender()
            else:
                found += _concrete(sender)
        return found if self.senders else [None]


def _concrete(model: type[Model]) -> list[type[Model]]:
    if model._meta.abstract:
        return [one for one in apps.get_models() if issubclass(one, model)]
    return [model]


class DeclaredGeneration(Generation):
    """A generation with what is remembered under it, in a few words, and what renews it."""

    def __init__(self, name: str, remembers: str, *renewals: Renewal):
        super().__init__(name)
        self.remembers = remembers
        self.renewals = list(renewals)

    def renewed_by(self, *renewals: Renewal) -> None:
        """Add what renews this generation: for the apps above the one that declares it.

        :raises ImproperlyConfigured: signals are connected already: no `startup.py` imports the caller.
        """
        _refuse_once_connected(self.name)
        self.renewals += renewals


class Family(DeclaredGeneration):
    """One generation for each member, named as the family, then the member."""

    def of(self, member: str) -> str:
        """Name of the generation of one member."""
        return f"{self.name}{member}"

    def renew(self, *members: str) -> None:
        """Make every process forget what it remembers for these members."""
        bump(*map(self.of, members))


DECLARED: dict[str, DeclaredGeneration] = {}


def declare(
    name: str,
    remembers: str,
    *renewals: Renewal,
    kind: type[DeclaredGeneration] = DeclaredGeneration,
) -> Any:
    """Declare a generation, once in the project. Returns it.

    :raises ImproperlyConfigured: the name is taken, or signals are connected already.
    """
    _refuse_once_connected(name)
    if name in DECLARED:
        raise ImproperlyConfigured(f"The generation “{name}” is declared twice.")
    DECLARED[name] = generation = kind(name, remembers, *renewals)
    return generation


def _listed(senders: Iterable[Sender]) -> str:
    return ", ".join(map(_told, senders))


def _told(sender: Sender) -> str:
    if isinstance(sender, str):
        return f"`{sender.rpartition('.')[2]}`"
    return f"`{sender.__name__}`" if isinstance(sender, type) else str(sender.__doc__)


def saved(*senders: Sender, words: str = "", **options: Any) -> Renewal:
    """Rows of these models are saved or deleted."""
    words = f"{_listed(senders)}{words and f' ({words})'}"
    return Renewal(words=words, signals=SAVED, senders=senders, **options)


def only_saved(*senders: Sender, words: str, **options: Any) -> Renewal:
    """Rows of these models are saved: of pages, whose deletion Wagtail tells as an unpublication."""
    return Renewal(words=words, signals=(post_save,), senders=senders, **options)


def corrected(*senders: Sender) -> Renewal:
    """Rows of these models are saved again: neither created nor loaded from a file, in their thousands."""
    words = f"{_listed(senders)} corrected"
    return Renewal(words=words, signals=(post_save,), senders=senders, when=_is_correction)


def _is_correction(created: bool, raw: bool = False, **kwargs: Any) -> bool:
    return not created and not raw


def related(through: type[Model], words: str, **options: Any) -> Renewal:
    """Rows are related by a many-to-many field, or no longer."""
    signals = (m2m_changed,)
    return Renewal(words=words, signals=signals, senders=(through,), when=_has_happened, **options)


def _has_happened(action: str, **kwargs: Any) -> bool:
    return action.startswith("post_")


def page_changed(words: str, **options: Any) -> Renewal:
    """A page is published, unpublished (deleted too), moved, or given another address."""
    return Renewal(words=words, signals=PAGE_CHANGED, **options)


def by_hand(module: str, why: str) -> Renewal:
    """A module calls `renew()` itself. A test refuses one that is not told here."""
    return Renewal(words=f"by hand in `{module}`: {why}", module=module)


@dataclass(frozen=True)
class Connection:
    """One signal of one sender, which renews one generation."""

    generation: DeclaredGeneration
    renewal: Renewal
    signal: Signal
    sender: type[Model] | None

    def receive(self, signal: Signal, **kwargs: Any) -> None:
        """Signal handler."""
        if changes_a_draft(signal, **kwargs):
            return
        if self.renewal.when is None or self.renewal.when(**kwargs):
            self.renew(kwargs)

    def renew(self, arguments: dict[str, Any]) -> None:
        """Renew the generation, or what `members` finds of it in the arguments of the signal."""
        renew = self.generation.renew
        if self.renewal.members:
            renew = partial(renew, *self.renewal.members(**arguments))
        renew()


def connections() -> Iterator[Connection]:
    """All the connections that the declarations ask for; families last: whole pages are made of all the others."""
    for generation in sorted(DECLARED.values(), key=lambda one: isinstance(one, Family)):
        for renewal in generation.renewals:
            for signal in renewal.signals:
                for model in renewal.models():
                    yield Connection(generation, renewal, signal, model)


_connected: list[Connection] = []


def connect() -> None:
    """Connect the signals of all declarations; called once by `core.apps`, when every app has started."""
    _connected.extend(connections())
    for number, connection in enumerate(_connected):
        uid = f"core.renewals.{number}"
        connection.signal.connect(
            connection.receive, sender=connection.sender, weak=False, dispatch_uid=uid
        )
    for model in {c.sender for c in _connected if c.signal is post_save}:
        if model is not None and any(field.name == "draft_title" for field in model._meta.fields):
            pre_save.connect(note_withdrawal, sender=model, dispatch_uid="core.drafts")


def _refuse_once_connected(name: str) -> None:
    if _connected:
        raise ImproperlyConfigured(
            f"“{name}” is declared too late: a startup.py must import the module that does it."
        )
