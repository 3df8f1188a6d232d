"""The cache on Redis: what the project asks of it."""

import pytest
from django.core.cache.backends.redis import RedisCache

from .conftest import engine_url


@pytest.mark.engine
def test_the_cache_keeps_counts_and_forgets():
    cache = RedisCache(engine_url("ENGINE_REDIS_URL"), {"KEY_PREFIX": "test"})
    cache.clear()
    assert cache.add("generation", 1)
    assert not cache.add("generation", 2)
    assert cache.incr("generation") == 2
    cache.set("page", b"<html>", timeout=60)
    assert cache.get("page") == b"<html>"
    cache.delete("page")
    assert cache.get("page") is None
    cache.close()
