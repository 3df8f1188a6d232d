"""The indicators of the board, in the order of its columns: one module each."""

from ..faults import Indicator
from . import events, images, legal, links, local_texts, reviews

__all__ = ["BY_SLUG", "INDICATORS"]

INDICATORS: tuple[Indicator, ...] = (
    events.INDICATOR,
    reviews.INDICATOR,
    images.INDICATOR,
    legal.INDICATOR,
    local_texts.INDICATOR,
    links.INDICATOR,
)
BY_SLUG = {indicator.slug: indicator for indicator in INDICATORS}
