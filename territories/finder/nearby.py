"""« Ce qu'il y a près de chez vous »: what the apps above add to the finder's answer.

An app registers a provider in its `ready()`:

>>> register_nearby(upcoming_events)

and `upcoming_events(territory, request)` returns None, or a dict with `title` (str), `items` (list of
dicts with `title`, `url` and perhaps `meta`, above it, and `text`, below) and perhaps `more_url`.
"""

from collections.abc import Callable
from typing import Any, NotRequired, TypedDict

from django.http import HttpRequest

from ..models import Territory


class Item(TypedDict):
    title: str
    url: str
    meta: NotRequired[str]
    text: NotRequired[str]


class Section(TypedDict):
    title: str
    items: list[Item]
    more_url: NotRequired[str]


Provider = Callable[[Territory, HttpRequest], Section | dict[str, Any] | None]
_providers: list[Provider] = []


def register_nearby(provider: Provider) -> Provider:
    """Add a provider, in the order of the answer; usable as a decorator. Twice is once."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def unregister_nearby(provider: Provider) -> None:
    """Remove a provider (tests)."""
    _providers.remove(provider)


def nearby(territory: Territory, request: HttpRequest) -> list[Section]:
    """Every provider's section that has something in it."""
    sections = (provider(territory, request) for provider in _providers)
    return [section for section in sections if section and section["items"]]
