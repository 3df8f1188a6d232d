"""One search suite, run on each engine that the environment names.

`make engines` prints the variables: ENGINE_POSTGRES_URL, ENGINE_OPENSEARCH_URL, ENGINE_ELASTICSEARCH_URL,
ENGINE_REDIS_URL. Here a missing engine skips its tests; on CI it fails them. The PostgreSQL part needs the whole project on
PostgreSQL (modelsearch chooses its tables when it is imported): see `test_postgresql.py`.
"""

import os
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings as project
from django.db import connection
from modelsearch.backends import get_search_backend
from wagtail.models import Page

from core.search.config import search_backends
from home.news.models import NewsPage
from home.pages.models import ContentPage

ENGINES = ["sqlite", "postgresql", "opensearch", "elasticsearch"]


def engine_url(variable: str) -> str:
    """The address of an engine; without it the test is skipped here, and fails on CI."""
    if url := os.environ.get(variable):
        return url
    message = f"{variable} is not set: run « make engines »"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@dataclass
class Engine:
    """The engine under test."""

    name: str
    french: bool = True

    @property
    def backend(self) -> Any:
        return get_search_backend()

    @property
    def is_remote(self) -> bool:
        return self.backend.catch_indexing_errors

    def refresh(self) -> None:
        """Make what was just saved visible."""
        if self.is_remote:
            self.backend.get_index_for_model(Page).refresh()


@pytest.fixture(params=ENGINES)
def engine(request, settings, db):
    """Each engine in turn, with an empty index of pages."""
    name = request.param
    if name in ("sqlite", "postgresql"):
        if connection.vendor != name:
            pytest.skip(f"the database is {connection.vendor}")
        url = "database"
    else:
        url = engine_url(f"ENGINE_{name.upper()}_URL")
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        url = url.replace("/ess", f"/test-{connection.vendor}-{worker}")
    made = search_backends(url, project.DATABASES["default"]["ENGINE"])
    settings.WAGTAILSEARCH_BACKENDS = made
    under_test = Engine(name, french="analysis=standard" not in url)
    if not under_test.is_remote:
        yield under_test
        return
    index = under_test.backend.get_index_for_model(Page)
    index.reset()
    # Only what the suite indexes: each mapping is one more request.
    for model in (Page, ContentPage, NewsPage):
        index.add_model(model)
    yield under_test
    for made in under_test.backend.all_indexes():
        # After a rebuild the name is an alias.
        for one in made.aliased_indices() if made.is_alias() else [made]:
            one.delete()
