"""What pages show, found from their type: models name no function that reads other models, these name their model.

    @context_for(NewsIndexPage)
    def latest_news(page, request, context):
        return {"news": ...}

`BasePage.get_context` adds what these functions return, base classes first, so that a function reads in `context`
what its bases have added (`context["territory"]` under every territorial page). A routable page that has more than
one view asks for the others by name:

    @view_for(ObservatoryPage, "table")
    def table_view(page, request, code): ...

    class ObservatoryPage(RoutablePageMixin, ...):
        @path("<slug:code>/chiffres/")
        def figures_table(self, request, code):
            return view_of(self, "table")(request, code)

The modules that register are imported by the `startup.py` of their app.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

type Context = dict[str, Any]
type ContextFunction = Callable[[Any, HttpRequest, Context], Context]

_contexts: dict[type[Page], list[ContextFunction]] = {}
_views: dict[tuple[type[Page], str], Callable] = {}


def context_for[F: ContextFunction](*models: type[Page]) -> Callable[[F], F]:
    """Decorator: `fn(page, request, context)` returns what is added to the context of pages of these models.

    Abstract models too: the pages that inherit from them get it before what their own model adds.
    """

    def register(fn: F) -> F:
        for model in models:
            functions = _contexts.setdefault(model, [])
            if fn not in functions:
                functions.append(fn)
        return fn

    return register


def registered_context(page: Page, request: HttpRequest, context: Context) -> Context:
    """`context` and what the functions registered for the type of `page` add to it."""
    for model in reversed(type(page).__mro__):
        for fn in _contexts.get(model, ()):
            context = context | fn(page, request, context)
    return context


def view_for[F: Callable](model: type[Page], name: str) -> Callable[[F], F]:
    """Decorator: `fn(page, request, ...)` is the view `name` of pages of this model. One for each name."""

    def register(fn: F) -> F:
        if _views.setdefault((model, name), fn) is not fn:
            raise ValueError(f"{model.__name__} already has a view “{name}”.")
        return fn

    return register


def view_of(page: Page, name: str) -> Callable:
    """The view `name` of the type of `page`, or of the nearest base that has one; `page` is given already.

    :raises LookupError: no view of that name is registered.
    """
    for model in type(page).__mro__:
        if fn := _views.get((model, name)):
            return partial(fn, page)
    raise LookupError(f"No view “{name}” is registered for {type(page).__name__}.")
