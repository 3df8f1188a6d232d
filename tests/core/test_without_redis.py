"""The sites while Redis does not answer: nothing is there at the address of the caches."""

import logging
import os
import socket
import subprocess
import sys
import time

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache, caches
from django.db import transaction

from core import generations, optional_redis
from core.generations import bump
from core.models import MissedChanges, User
from core.signin import limits
from tests.factories.home import NewsPageFactory

NOBODY = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def no_redis(settings, monkeypatch):
    monkeypatch.setattr(optional_redis, "line", optional_redis.Line())
    settings.CACHES = {
        alias: {"BACKEND": "core.optional_redis.OptionalRedisCache", "LOCATION": NOBODY}
        for alias in ("default", "pages")
    }


@pytest.fixture
def impatient(monkeypatch):
    """Trust nothing that was read a moment ago, and try again at once."""
    monkeypatch.setattr(generations, "TRUST", 0)
    monkeypatch.setattr(optional_redis, "TRUST", 0)
    monkeypatch.setattr(optional_redis, "PAUSE", 0)


@pytest.fixture
def silent_port():
    """A machine that takes the connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize(
    "path", ["/", "/actualites/", "/agenda/", "/recherche/?q=emploi", "/nulle-part/"]
)
def test_pages_answer_again_and_again(network, get, path):
    answers = {get(network.vitre, path).status_code for _ in range(3)}
    assert answers == {404 if path == "/nulle-part/" else 200}


def test_a_publication_shows_at_once(network, get, django_capture_on_commit_callbacks):
    assert get(network.vitre, "/actualites/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        news = NewsPageFactory(territory=network.vitre, title="Dite sans cache", live=False)
        news.save_revision().publish()
    assert "Dite sans cache" in get(network.vitre, "/actualites/").text


def test_what_a_process_remembers_lasts_as_long_as_it_trusts_numbers(db, monkeypatch):
    made = []
    menu = generations.Remembered(
        generations.Generation("structure"), lambda: made.append(1) or len(made)
    )
    assert [menu(), menu()] == [1, 1]
    monkeypatch.setattr(generations, "TRUST", 0)
    assert menu() == 2


def test_the_log_is_told_once_a_minute(network, get, caplog, impatient, monkeypatch):
    def told():
        return [one for one in caplog.records if "Redis ne répond pas" in one.getMessage()]

    for _ in range(3):
        get(network.vitre)
    assert len(told()) == 1
    assert told()[0].levelno == logging.WARNING
    moment = time.monotonic() + 61
    monkeypatch.setattr(time, "monotonic", lambda: moment)
    get(network.vitre)
    assert len(told()) == 2


def test_a_person_signs_in_and_works(network, client, settings):
    settings.AXES_ENABLED = True
    User.objects.create_superuser("technique", "technique@exemple.test", "juste")
    who = {"username": "technique", "password": "faux"}
    for _ in range(4):
        assert client.post("/admin/login/", who).status_code == 200
    assert AccessAttempt.objects.get().failures_since_start == 4
    signed_in = client.post("/admin/login/", who | {"password": "juste"})
    assert signed_in.status_code == 302
    assert client.get("/admin/").status_code == 200


def test_wrong_passwords_still_close_an_account(network, client, settings):
    settings.AXES_ENABLED = True
    User.objects.create_superuser("technique", "technique@exemple.test", "juste")
    codes = [
        client.post("/admin/login/", {"username": "technique", "password": "faux"}).status_code
        for _ in range(5)
    ]
    assert codes == [200, 200, 200, 200, 429]


def test_requests_for_a_password_are_still_counted(network, rf, monkeypatch):
    monkeypatch.setattr(limits, "_own_counts", limits.LocMemCache("signin-test", {}))
    asked = [limits.may_ask_for_password(rf.post("/"), "une@exemple.test") for _ in range(6)]
    assert asked == [True] * limits.RESETS_FOR + [False]


def test_the_database_counts_what_redis_was_not_told(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bump("structure")
    assert MissedChanges.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        cache.delete("wagtail_site_root_paths")
        cache.delete_many(["un", "deux"])
        cache.clear()
    assert MissedChanges.count() == 4


def test_what_never_happened_was_not_missed(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        bump("structure")
        cache.delete("un")
        transaction.set_rollback(True)
    assert MissedChanges.count() == 0


def test_a_page_that_could_not_be_kept_is_no_missed_change(
    network, get, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        get(network.vitre)
    assert MissedChanges.count() == 0


def test_without_redis_the_cache_is_empty_and_says_so(db):
    assert cache.get("un", "rien") == "rien"
    assert cache.get_or_set("un", lambda: "fait") == "fait"
    assert cache.get_many(["un"]) == {}
    assert cache.add("un", 1) is False
    assert cache.touch("un") is False
    assert cache.has_key("un") is False
    assert cache.delete("un") is False
    assert cache.set_many({"un": 1, "deux": 2}) == ["un", "deux"]
    with pytest.raises(ValueError, match="un"):
        cache.incr("un")


def test_a_database_that_does_not_answer_leaves_the_number_known(
    db, monkeypatch, impatient, caplog
):
    from django.db import OperationalError

    MissedChanges.add_one()
    assert optional_redis.line.missed() == 1

    def fails():
        raise OperationalError("arrêtée")

    monkeypatch.setattr(MissedChanges, "count", fails)
    assert optional_redis.line.missed() == 1
    assert "n’a pas pu être lu" in caplog.text


def test_one_request_at_most_waits_for_a_machine_that_is_gone(db, settings, silent_port):
    """With the project's own settings: twenty readings do not wait twenty times."""
    script = (
        "import time; from django.core.cache import cache; "
        "began = time.monotonic(); cache.get('un'); first = time.monotonic() - began; "
        "began = time.monotonic(); [cache.get('un') for _ in range(20)]; "
        "print(first, time.monotonic() - began)"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", script],
        env=os.environ
        | {
            "CACHE_URL": f"redis://127.0.0.1:{silent_port}/0",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATABASE_URL": "sqlite://:memory:",
        },
        cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    first, others = map(float, done.stdout.split())
    assert 0.4 < first < 3
    assert others < 0.4


def test_both_caches_share_what_is_known_of_redis(db, caplog):
    cache.get("un")
    caches["pages"].get("un")
    assert caplog.text.count("Redis ne répond pas") == 1
