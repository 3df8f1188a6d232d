"""« Ce qu'il y a près de chez vous »: what the apps above add to the finder's answer.

An app registers a provider in its `startup.py`, and says after which others it comes:

>>> register_nearby(upcoming_events, rank=2)

and `upcoming_events(territory, request)` returns None, or a dict with `title` (str), `items` (list of
dicts with `title`, `url` and perhaps `meta`, above it, and `text`, below) and perhaps `more_url`
with its `more_label`.
"""

from collections.abc import Callable
from typing import NotRequired, TypedDict

from django.http import HttpRequest

from ..tree.models import Territory


class Item(TypedDict):
    title: str
    url: str
    meta: NotRequired[str]
    text: NotRequired[str]


class Section(TypedDict):
    title: str
    items: list[Item]
    more_url: NotRequired[str]
    more_label: NotRequired[str]


Provider = Callable[[Territory, HttpRequest], Section | None]
_ranks: dict[Provider, int] = {}


def register_nearby(provider: Provider, rank: int = 9) -> Provider:
    """Add a provider; those of a lower rank come before. Usable as a decorator. Twice is once."""
    _ranks[provider] = rank
    return provider


def unregister_nearby(provider: Provider) -> None:
    """Remove a provider (tests)."""
    del _ranks[provider]


def nearby(territory: Territory, request: HttpRequest) -> list[Section]:
    """Every provider's section that has something in it."""
    providers = sorted(_ranks, key=_ranks.__getitem__)
    sections = (provider(territory, request) for provider in providers)
    return [section for section in sections if section and section["items"]]
