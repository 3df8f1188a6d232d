"""What pages show is found from their type."""

import pytest
from django.test import RequestFactory

from core import page_registry
from core.page_registry import context_for, registered_context, view_for, view_of


class Base:
    pass


class Kind(Base):
    pass


class SubKind(Kind):
    pass


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch):
    known = {model: list(functions) for model, functions in page_registry._contexts.items()}
    monkeypatch.setattr(page_registry, "_contexts", known)
    monkeypatch.setattr(page_registry, "_views", dict(page_registry._views))


def test_base_classes_speak_first_and_are_heard():
    @context_for(SubKind)
    def own(page, request, context):
        return {"said": [*context["said"], "own"]}

    @context_for(Base)
    def base(page, request, context):
        return {"said": [*context["said"], "base"]}

    assert registered_context(SubKind(), None, {"said": []}) == {"said": ["base", "own"]}
    assert registered_context(Kind(), None, {"said": []}) == {"said": ["base"]}


def test_functions_receive_page_and_request_and_leave_the_context_alone():
    page, request, given = Kind(), RequestFactory().get("/"), {"kept": 1}
    context_for(Base, Kind)(lambda page, request, context: {page: request})

    assert registered_context(page, request, given) == {"kept": 1, page: request}
    assert given == {"kept": 1}


def test_registering_twice_asks_once():
    asked = []

    def count(page, request, context):
        asked.append(page)
        return {}

    context_for(Kind)(context_for(Kind)(count))
    registered_context(Kind(), None, {})

    assert len(asked) == 1


def test_a_view_is_that_of_the_nearest_base():
    view_for(Base, "table")(lambda page, request, code: ("base", page, request, code))
    view_for(SubKind, "table")(lambda page, request, code: ("own", page, request, code))
    kind, sub = Kind(), SubKind()

    assert view_of(kind, "table")("request", code="35") == ("base", kind, "request", "35")
    assert view_of(sub, "table")("request", "35") == ("own", sub, "request", "35")


def test_a_view_that_nobody_registered_is_named():
    view_for(SubKind, "table")(lambda page, request: None)

    with pytest.raises(LookupError, match="“table” is registered for Kind"):
        view_of(Kind(), "table")
    with pytest.raises(LookupError, match="“csv” is registered for SubKind"):
        view_of(SubKind(), "csv")


def test_a_name_has_one_view():
    def first(page, request):
        """The view."""

    view_for(Kind, "table")(first)
    view_for(Kind, "table")(first)
    with pytest.raises(ValueError, match="already has a view “table”"):
        view_for(Kind, "table")(lambda page, request: None)


@pytest.mark.usefixtures("network")
def test_pages_ask_for_it():
    from territories.models import TerritorialPage, Territory

    context_for(TerritorialPage)(lambda page, request, context: {"extra": page.pk})
    region = Territory.objects.get(scale="region")
    home = region.site.root_page.specific

    context = home.get_context(RequestFactory().get("/"))
    assert context["extra"] == home.pk
