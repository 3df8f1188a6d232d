"""Generation numbers: how a change in one process makes every process forget what it remembered (decision 0003).

A generation is an opaque number kept in the shared cache under a name. Whoever remembers something
notes the generation it was made under, and forgets it once the number has changed.
"""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.core.cache import cache
from django.db import transaction

# How long a process may trust a number it has read, in seconds. Its own changes count at once.
TRUST = 1.0
# A number that nobody asked for in so long is let go, in seconds: its name gets another one.
KEEP = 30 * 24 * 3600
# Names come from addresses too (one a host): how many of them a process holds at most.
MOST_NAMES = 2_000
# Whole pages are made of everything else: their numbers are told last.
WHOLE_PAGES = "host:"
# Changes with every number but those of whole pages, just after it.
EPOCH = "generations"

_read: dict[str, tuple[float, int]] = {}
_lock = threading.Lock()
# The epoch under which everything in `_read` was read.
_epoch: int | None = None


class _Uncommitted(threading.local):
    """Numbers that this thread has given, in the order of its changes, and not committed yet."""

    def __init__(self):
        self.numbers: dict[str, int] = {}


_uncommitted = _Uncommitted()


def generation(name: str) -> int:
    """Return the current generation of `name`, made on first use.

    Numbers read at different moments agree: a page made under the new number of its site is never
    made of parts that a process still believes in under their old one.
    """
    if _uncommitted.numbers:
        if not transaction.get_connection().in_atomic_block:
            # Rolled back: what was computed under these numbers never was true, and is not found again.
            _uncommitted.numbers.clear()
        elif name in _uncommitted.numbers:
            return _uncommitted.numbers[name]
    known = _read.get(name)
    if known and time.monotonic() - known[0] < TRUST:
        return known[1]
    with _lock:
        return _read_again(name)


def _read_again(name: str) -> int:
    """Ask the shared cache; forget all that was read before the last change of anything.

    A cache that answers has an epoch, even just emptied; one that does not (`optional_redis`) has none, and
    numbers are this process's own until it comes back: what it remembers lasts as long as it trusts them.
    """
    global _epoch
    now, key = time.monotonic(), _key(name)
    found = cache.get_many([EPOCH, key])
    epoch = found.get(EPOCH)
    if epoch is None:
        cache.add(EPOCH, time.time_ns(), KEEP)
        epoch = cache.get(EPOCH)
    if epoch != _epoch or len(_read) > MOST_NAMES:
        _epoch = epoch
        _read.clear()
    number: int = found.get(key) or cache.get_or_set(key, time.time_ns, KEEP)  # type: ignore[assignment]  # made, never None
    _read[name] = (now, number)
    return number


def bump(*names: str) -> None:
    """Start a new generation of each name: now for this thread, at commit for everybody."""
    if not transaction.get_connection().in_atomic_block:
        _start(names)
        return
    # Told to the others before the commit, they would read the old rows again under the new number.
    for name in names:
        _uncommitted.numbers.pop(name, None)
        _uncommitted.numbers[name] = time.time_ns()
    transaction.on_commit(_committed)


def _committed() -> None:
    """Tell the others once, however often the names were bumped in the transaction."""
    if names := list(_uncommitted.numbers):
        _uncommitted.numbers.clear()
        _start(names)


def _start(names: Sequence[str]) -> None:
    """Give new numbers: parts first, each before the epoch that makes others read it again, pages last.

    Whoever finds the new number of a page has then seen an epoch that follows its parts' new numbers.
    """
    number, pages = time.time_ns(), {}
    for name in names:
        if name.startswith(WHOLE_PAGES):
            pages[_key(name)] = number
        else:
            cache.set_many({_key(name): number, EPOCH: number}, KEEP)
    cache.set_many(pages, KEEP)
    # At once: another thread of this process must not find a page's new number beside a part's old one.
    _read.update(dict.fromkeys(names, (time.monotonic(), number)))


def _key(name: str) -> str:
    return f"generation:{name}"


def forget() -> None:
    """Forget every number read (tests; a cache that was emptied by hand)."""
    global _epoch
    _epoch = None
    _read.clear()
    _uncommitted.numbers.clear()


class Generation:
    """A name under which something is remembered. Those of the sites are declared: `core.renewals.declare`."""

    def __init__(self, name: str):
        self.name = name

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

    @property
    def number(self) -> int:
        """The current number, made on first use."""
        return generation(self.name)

    def renew(self) -> None:
        """Make every process forget what it remembers under this name."""
        bump(self.name)


class Remembered[T]:
    """A value computed once per process and generation.

    >>> tree = Remembered(TERRITORIES, load_tree)
    >>> tree()  # computed, then kept until TERRITORIES is renewed

    What is read from rows may be named below the models that hold them, which then say how it is computed:

    >>> tree = Remembered(TERRITORIES)
    >>> @tree.computed_by
    ... def load_tree(): ...
    """

    # Values held at most; beyond, all are computed again.
    most = 500

    def __init__(self, generation: Generation, compute: Callable[..., T] | None = None):
        self.generation, self.compute = generation, compute
        self._values: dict[Any, tuple[int, T]] = {}

    def computed_by(self, compute: Callable[..., T]) -> Callable[..., T]:
        """Decorator: how the value is computed, told once by the module that knows the rows."""
        if self.compute is not None:
            raise ValueError(
                f"What is remembered under “{self.generation.name}” is computed already."
            )
        self.compute = compute
        return compute

    def __call__(self, *key: Any) -> T:
        current = self.generation.number
        kept = self._values.get(key)
        if kept and kept[0] == current:
            return kept[1]
        if self.compute is None:
            raise LookupError(f"Nobody has said how “{self.generation.name}” is computed.")
        value = self.compute(*key)
        with _lock:
            if len(self._values) > self.most:
                self._values.clear()
            self._values[key] = (current, value)
        return value
