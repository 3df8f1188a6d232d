"""The house rules can fail."""

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.news.models import NewsPage
from territories.pages.checks import page_problems
from territories.pages.types import our_page_models


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
    monkeypatch.setattr(NewsPage, "template", "news/nulle_part.html")
    assert ids(NewsPage) == ["territories.W003"]


def test_a_page_that_does_not_say_what_it_is_for_is_refused(monkeypatch):
    monkeypatch.setattr(NewsPage, "page_description", "")
    assert ids(NewsPage) == ["territories.W004"]


def test_a_field_that_nothing_explains_is_refused(monkeypatch):
    panels = [*NewsPage.content_panels, FieldPanel("go_live_at"), FieldPanel("everywhere")]
    monkeypatch.setattr(NewsPage, "content_panels", panels)
    assert ids(NewsPage) == ["territories.W005"]
    assert "go_live_at." in page_problems(NewsPage)[0].msg
