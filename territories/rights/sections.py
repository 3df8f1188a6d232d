"""Sections that all territories share: where their teams write in them, and which are reviewed as a whole.

The app that holds such a section adds in its `startup.py` a keeper, which finds, makes and repairs a territory's place in it.
"""

from collections.abc import Callable

from wagtail.models import Page

from ..tree.models import Territory
from .journal import Journal

keepers: list[Callable[[Territory, Journal], list[Page]]] = []
# Types of sections whose pages are reviewed by the territory in whose name they are written, in folders or not.
reviewed: list[type[Page]] = []


def shared_places(territory: Territory, journal: Journal) -> list[Page]:
    """The territory's own places in the shared sections."""
    return [page for keeper in keepers for page in keeper(territory, journal)]
