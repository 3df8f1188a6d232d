"""A cache on Redis that the sites can do without: decision 0003, « When Redis does not answer ».

While it is silent nothing is found and nothing is kept. A change that it could not be told is counted in the
database, and the count is part of every key: what stood there before is then never found again, by any process.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from django.db import DatabaseError, connection, transaction
from redis.exceptions import RedisError

from .models import MissedChanges

logger = logging.getLogger(__name__)

# How long Redis is left alone once it failed, so that not every request waits for it. Seconds.
PAUSE = 1.0
# How long a process trusts the count of missed changes, as it does generations. Seconds.
TRUST = 1.0
# How often the log is told. Seconds.
TELL = 60.0


class Line:
    """What this process knows of Redis, whatever the thread and the cache."""

    def __init__(self):
        self._lock = threading.Lock()
        self._is_silent = False
        self._try_at = self._tell_at = self._look_at = 0.0
        self._missed = 0

    def ask[T](self, otherwise: T, question: Callable[..., T], *arguments: Any) -> T:
        """Return what Redis answers; `otherwise` where it does not, or did not a moment ago."""
        if self._is_silent and not self._may_try():
            return otherwise
        try:
            answer = question(*arguments)
        except RedisError as error:
            self._failed(error)
            return otherwise
        self._is_silent = False
        return answer

    def _may_try(self) -> bool:
        """One thread tries, once in a while: with a machine that is gone, it waits for nothing."""
        with self._lock:
            now = time.monotonic()
            if now < self._try_at:
                return False
            self._try_at = now + PAUSE
            return True

    def _failed(self, error: RedisError) -> None:
        with self._lock:
            now = time.monotonic()
            self._is_silent = True
            self._try_at = now + PAUSE
            if now < self._tell_at:
                return
            self._tell_at = now + TELL
        logger.warning("Redis ne répond pas : les sites continuent sans cache. %s", error)

    def missed(self) -> int:
        """Return how many changes Redis was not told of, asked of the database now and then.

        Where the database does not answer either (or has no such table yet), what was last known:
        whoever only reads kept pages needs no database.
        """
        now = time.monotonic()
        if now >= self._look_at:
            self._look_at = now + TRUST
            try:
                if connection.in_atomic_block:
                    with transaction.atomic():  # a failure must not break the transaction around
                        self._missed = MissedChanges.count()
                else:
                    self._missed = MissedChanges.count()
            except DatabaseError:
                logger.warning(
                    "Le nombre de changements manqués n’a pas pu être lu.", exc_info=True
                )
        return self._missed

    def miss(self) -> None:
        """Count a change that Redis was not told: at commit, since nobody sees it before."""
        transaction.on_commit(self._miss, robust=True)

    def _miss(self) -> None:
        MissedChanges.add_one()
        self._look_at = 0.0


line = Line()


class OptionalRedisCache(RedisCache):
    """Django's cache on Redis, without which the sites go on.

    What replaces or takes away what others know (`set_many`, `delete`, `delete_many`, `clear`) is
    never lost: see the top of this file. `set` and `add` may be: they only save work, here and in
    Wagtail. `incr` then finds no key, as the interface has it: a `ValueError`.
    """

    def make_key(self, key, version=None):
        return super().make_key(f"{line.missed()}:{key}", version)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return line.ask(False, super().add, key, value, timeout, version)

    def get(self, key, default=None, version=None):
        return line.ask(default, super().get, key, default, version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        line.ask(None, super().set, key, value, timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return line.ask(False, super().touch, key, timeout, version)

    def get_many(self, keys, version=None):
        return line.ask({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return line.ask(False, super().has_key, key, version)

    def incr(self, key, delta=1, version=None):
        number = line.ask(None, super().incr, key, delta, version)
        if number is None:
            raise ValueError(f"Key '{key}' not found.")
        return number

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        failed = line.ask(list(data), super().set_many, data, timeout, version)
        if failed:
            line.miss()
        return failed

    def delete(self, key, version=None):
        return self._sure(False, super().delete, key, version)

    def delete_many(self, keys, version=None):
        self._sure(None, super().delete_many, list(keys), version)

    def clear(self):
        return self._sure(False, super().clear)

    @staticmethod
    def _sure(otherwise, question, *arguments):
        """Ask for what must not be lost."""
        lost = object()
        answer = line.ask(lost, question, *arguments)
        if answer is lost:
            line.miss()
            return otherwise
        return answer
