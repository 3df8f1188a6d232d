"""Generation numbers: how a change in one process makes every process forget what it remembered.

A generation is an opaque number kept in the shared cache under a name. Whoever remembers something
notes the generation it was made under, and forgets it once the number has changed.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.db import transaction

# How long a process may trust a number it has read, in seconds. Its own changes count at once.
TRUST = 1.0
# A number that nobody asked for in so long is let go, in seconds: its name gets another one.
KEEP = 30 * 24 * 3600
# Names come from addresses too (one a host): how many of them a process holds at most.
MOST_NAMES = 2_000

_read: dict[str, tuple[float, int]] = {}
_lock = threading.Lock()


class _Uncommitted(threading.local):
    """Names whose change this thread has announced, and not committed yet."""

    def __init__(self):
        self.names: set[str] = set()


_uncommitted = _Uncommitted()


def generation(name: str) -> int:
    """Return the current generation of `name`, made on first use."""
    if _uncommitted.names and not transaction.get_connection().in_atomic_block:
        # The change was rolled back: what was computed from its rows, meanwhile, never was true.
        _start(_uncommitted.names)
        _uncommitted.names.clear()
    known = _read.get(name)
    if known and name in _uncommitted.names:
        return known[1]
    now = time.monotonic()
    if known and now - known[0] < TRUST:
        return known[1]
    number = cache.get_or_set(f"generation:{name}", time.time_ns, KEEP)
    if len(_read) > MOST_NAMES:
        _read.clear()
    _read[name] = (now, number)
    return number


def bump(*names: str) -> None:
    """Start a new generation of each name: now for this process, at commit for all of them."""
    if not transaction.get_connection().in_atomic_block:
        _start(names)
        return
    # Told to the others before the commit, they would read the old rows again under the new number.
    now, number = time.monotonic(), time.time_ns()
    _read.update(dict.fromkeys(names, (now, number)))
    _uncommitted.names.update(names)
    transaction.on_commit(lambda: _committed(names))


def _committed(names: tuple[str, ...]) -> None:
    """Tell the others once, however often the names were bumped in the transaction."""
    due = _uncommitted.names.intersection(names)
    if due:
        _uncommitted.names -= due
        _start(due)


def _start(names) -> None:
    number = time.time_ns()
    cache.set_many({f"generation:{name}": number for name in names}, KEEP)
    now = time.monotonic()
    for name in names:
        _read[name] = (now, number)


def forget() -> None:
    """Forget every number read (tests; a cache that was emptied by hand)."""
    _read.clear()
    _uncommitted.names.clear()


class Remembered[T]:
    """A value computed once per process and generation.

    >>> tree = Remembered("structure", load_tree)
    >>> tree()  # computed, then kept until bump("structure")
    """

    # Values held at most; beyond, all are computed again.
    most = 500

    def __init__(self, name: str, compute: Callable[..., T]):
        self.name, self.compute = name, compute
        self._values: dict[Any, tuple[int, T]] = {}

    def __call__(self, *key: Any) -> T:
        current = generation(self.name)
        kept = self._values.get(key)
        if kept and kept[0] == current:
            return kept[1]
        value = self.compute(*key)
        with _lock:
            if len(self._values) > self.most:
                self._values.clear()
            self._values[key] = (current, value)
        return value
