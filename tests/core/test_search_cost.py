"""What a search asks of the database, on the engine of this run."""

import pytest
from django.core.management import call_command
from wagtail.models import Page

from core.search.matching import match
from home.pages.models import ContentPage
from tests.factories.home import ContentPageFactory
from tests.factories.network import make_territories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    root, territory = Page.get_first_root_node(), make_territories().region
    return [
        ContentPageFactory(
            parent=root, territory=territory, title=f"Économie {number}", summary="Une page de plus"
        )
        for number in range(6)
    ]


def test_one_query_for_a_list(pages, django_assert_max_num_queries):
    list(ContentPage.objects.search("page"))  # content types are remembered
    with django_assert_max_num_queries(1):
        assert len(list(ContentPage.objects.search("économie"))) == 6
    with django_assert_max_num_queries(2):  # SQLite reads keys, then rows
        assert len(list(ContentPage.objects.search("économie")[:3])) == 3
    with django_assert_max_num_queries(1):
        assert ContentPage.objects.search("économie").count() == 6


def test_a_count_does_not_rank(pages, django_assert_num_queries):
    found = match(ContentPage.objects.all(), "économie")
    with django_assert_num_queries(1) as captured:
        assert found.count() == 6
    sql = captured.captured_queries[0]["sql"]
    assert "bm25" not in sql
    assert "ORDER BY" not in sql
    assert found.filter(search_rank__lt=1_000).count() == 6


def test_an_index_built_again_answers_the_same(pages):
    before = [page.pk for page in ContentPage.objects.search("économie")]
    call_command("update_index", verbosity=0)
    assert [page.pk for page in ContentPage.objects.search("économie")] == before != []


def test_nothing_is_indexed_for_nothing(pages):
    """A field without a value must not be found as « None »."""
    assert not ContentPage.objects.search("none").count()
