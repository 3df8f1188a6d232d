"""Where a territory's teams write in the sections that all share.

The app that holds such a section adds a keeper, which finds, makes and repairs a territory's place in it.
"""

from collections.abc import Callable

from wagtail.models import Page

from ..tree.models import Territory
from .journal import Journal

keepers: list[Callable[[Territory, Journal], list[Page]]] = []


def shared_places(territory: Territory, journal: Journal) -> list[Page]:
    """The territory's own places in the shared sections."""
    return [page for keeper in keepers for page in keeper(territory, journal)]
