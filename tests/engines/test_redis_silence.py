"""A real Redis that goes away and comes back: with what it knew, or empty."""

import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest
from django.core.cache import caches
from wagtail.models import Site

from core import generations, optional_redis
from core.models import MissedChanges
from tests.engines.conftest import engine_url
from tests.factories.home import NewsPageFactory

pytestmark = pytest.mark.engine


class Server:
    """A Redis of this test's own, that can be stopped, or made silent."""

    def __init__(self, folder):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = folder
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
             "--appendonly", "no", "--dir", str(self.folder), "--logfile", "redis.log"],
        )  # fmt: skip
        for _ in range(50):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            self.process.poll() is None or pytest.fail("redis-server did not start")
            time.sleep(0.1)
        pytest.fail("redis-server does not answer")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def freeze(self):
        """Silent, as a machine that is cut off: what it knows stays."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)


class Process:
    """A process of its own: what it knows of Redis, and the numbers it has read."""

    def __init__(self):
        self.held = [
            (optional_redis, "line", optional_redis.Line()),
            (generations, "_read", {}),
            (generations, "_epoch", None),
        ]

    def __enter__(self):
        self._swap()
        return self

    def __exit__(self, *exc):
        self._swap()

    def _swap(self):
        for place, (module, name, mine) in enumerate(self.held):
            self.held[place] = (module, name, getattr(module, name))
            setattr(module, name, mine)


@pytest.fixture
def redis(tmp_path, settings, monkeypatch):
    engine_url("ENGINE_REDIS_URL")  # skips, or fails on CI, where no Redis is installed
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is not on this machine")
    server = Server(tmp_path)
    monkeypatch.setattr(generations, "TRUST", 0)
    monkeypatch.setattr(optional_redis, "TRUST", 0)
    monkeypatch.setattr(optional_redis, "PAUSE", 0)
    monkeypatch.setattr(optional_redis, "line", optional_redis.Line())
    settings.CACHES = {
        alias: {
            "BACKEND": "core.optional_redis.OptionalRedisCache",
            "LOCATION": f"redis://127.0.0.1:{server.port}/0",
            "KEY_PREFIX": alias,
            "OPTIONS": {"socket_connect_timeout": 0.1, "socket_timeout": 0.1},
        }
        for alias in ("default", "pages")
    }
    yield server
    server.thaw()
    server.stop()


@pytest.fixture
def reader(network, get, redis):
    """Another process, that has kept the news of Vitré, and asks for them again."""

    class Reader(Process):
        def reads(self) -> str:
            with self:
                return get(network.vitre, "/actualites/").text

    reader = Reader()
    NewsPageFactory(territory=network.vitre, title="Déjà là")
    assert "Déjà là" in reader.reads()
    assert _kept_pages() == 1
    return reader


@pytest.fixture
def publish(network, django_capture_on_commit_callbacks):
    def publish(title):
        with django_capture_on_commit_callbacks(execute=True):
            news = NewsPageFactory(territory=network.vitre, title=title, live=False)
            news.save_revision().publish()

    return publish


@contextmanager
def cut_off(settings):
    """Another process that finds nobody at Redis' address, and ends: what it knows goes with it."""
    nobody = settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}
    with Process():
        both, settings.CACHES = settings.CACHES, dict.fromkeys(("default", "pages"), nobody)
        yield
        settings.CACHES = both


def _kept_pages() -> int:
    """How many whole pages Redis holds, old or new."""
    client = caches["pages"]._cache.get_client()
    return len(client.keys("pages:*"))


def test_what_was_kept_before_a_silence_is_not_shown_after(redis, reader, publish):
    redis.freeze()
    publish("Pendant le silence")
    assert "Pendant le silence" in reader.reads()
    redis.thaw()
    assert _kept_pages() == 1, "the old page is still there"
    assert "Pendant le silence" in reader.reads()
    assert _kept_pages() == 2


def test_a_process_that_noticed_nothing_forgets_too(redis, reader, publish):
    """What published was a command, ended since: nobody else knows that Redis was silent."""
    with Process():
        redis.freeze()
        publish("Par une commande")
        redis.thaw()
    assert "Par une commande" in reader.reads()


def test_a_process_cut_off_alone_is_heard_by_the_others(redis, reader, publish, settings):
    with cut_off(settings):
        publish("Par un serveur isolé")
    assert "Par un serveur isolé" in reader.reads()


def test_a_redis_that_comes_back_empty(redis, reader, publish):
    redis.stop()
    publish("Pendant l’arrêt")
    assert "Pendant l’arrêt" in reader.reads()
    redis.start()
    assert "Pendant l’arrêt" in reader.reads()
    assert _kept_pages() == 1
    publish("Après le retour")
    assert "Après le retour" in reader.reads()


def test_pages_are_kept_again_after_a_silence(
    redis, reader, monkeypatch, django_assert_num_queries
):
    redis.freeze()
    reader.reads()
    redis.thaw()
    reader.reads()
    monkeypatch.setattr(optional_redis, "TRUST", 3600)
    reader.reads()
    with django_assert_num_queries(0):
        assert "Déjà là" in reader.reads()
    assert MissedChanges.count() == 0


def test_wagtail_s_own_memory_of_sites_is_not_older_than_a_silence(
    redis, network, settings, django_capture_on_commit_callbacks
):
    site = network.vitre.site
    assert site.root_url in [one.root_url for one in Site.get_site_root_paths()]
    with cut_off(settings), django_capture_on_commit_callbacks(execute=True):
        site.hostname = "autre.localhost"
        site.save()
    assert site.root_url in [one.root_url for one in Site.get_site_root_paths()]


def test_a_redis_that_is_full_keeps_nothing_and_stops_nothing(redis, reader, publish):
    caches["default"]._cache.get_client().config_set("maxmemory", 1)
    publish("Sans place")
    assert "Sans place" in reader.reads()
    assert "Sans place" in reader.reads()
