"""OpenSearch and Elasticsearch when nothing answers: the site goes on."""

import pytest
from django.conf import settings as project
from django.db.models import Exists, OuterRef
from modelsearch.backends import get_search_backend

from core.search import matching
from core.search.config import search_backends
from core.search.matching import find, match
from home.pages.models import ContentPage
from territories.models import Territory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["opensearch", "elasticsearch"])
def nowhere(request, settings):
    """An engine that is down: nothing listens on this port."""
    url = f"{request.param}+http://127.0.0.1:9/nowhere?timeout=1"
    settings.WAGTAILSEARCH_BACKENDS = search_backends(url, project.DATABASES["default"]["ENGINE"])


def test_an_engine_that_is_down_finds_nothing_and_says_so(nowhere, caplog):
    results = ContentPage.objects.search("économie")
    assert list(results) == []
    assert results.unavailable
    assert ContentPage.objects.search("économie").count() == 0
    assert ContentPage.objects.search("économie").facet("territory_id") == {}
    assert list(ContentPage.objects.autocomplete("éco")[:5]) == []
    assert list(match(ContentPage.objects.all(), "économie")) == []
    assert len(find(ContentPage, "économie")) == 0
    assert any(record.levelname == "ERROR" for record in caplog.records)


def test_clients_are_kept(nowhere):
    assert get_search_backend().es is get_search_backend().es


def test_conditions_of_the_database_become_keys(nowhere):
    some = Exists(Territory.objects.filter(pk=OuterRef("territory_id")))
    compiler = ContentPage.objects.filter(some).search("mer").query_compiler
    assert {"terms": {"pk": []}} in compiler.get_filters()
    plain = ContentPage.objects.filter(live=True).search("mer").query_compiler
    assert {"term": {"live_filter": True}} in plain.get_filters()


def test_a_search_that_finds_too_much_says_so(nowhere, monkeypatch, caplog):
    model = ContentPage
    results = type(model.objects.search("mer"))
    monkeypatch.setattr(matching, "MAX_KEYS", 3)
    monkeypatch.setattr(results, "keys", lambda self, most: [str(n) for n in range(1, 3)])
    assert len(find(model, "mer")) == 2
    assert "are left out" not in caplog.text
    monkeypatch.setattr(results, "keys", lambda self, most: [str(n) for n in range(1, most + 1)])
    assert len(find(model, "mer")) == 3
    assert "finds 3 objects or more" in caplog.text
