"""The house rules can fail."""

from wagtail.models import Page

from home.models import NewsPage
from territories.checks import our_page_models, page_problems


def ids(model) -> list[str]:
    return [problem.id for problem in page_problems(model)]


def test_every_page_type_follows_the_rules():
    assert our_page_models()
    assert {model: ids(model) for model in our_page_models() if ids(model)} == {}


def test_a_page_without_territory_is_refused():
    assert ids(Page) == ["territories.E001"]


def test_a_page_that_search_cannot_filter_is_refused(monkeypatch):
    monkeypatch.setattr(NewsPage, "search_fields", Page.search_fields)
    assert ids(NewsPage) == ["territories.E002"]


def test_a_page_without_template_is_refused(monkeypatch):
    monkeypatch.setattr(NewsPage, "template", "home/nulle_part.html")
    assert ids(NewsPage) == ["territories.W003"]
