"""The common service offer, its local form, and the first welcome."""

from .axis import StrategicAxis
from .local import LocalOffer
from .pages import OfferIndexPage, OfferPage, Stage
from .welcome import WelcomeRequest

__all__ = [
    "LocalOffer",
    "OfferIndexPage",
    "OfferPage",
    "Stage",
    "StrategicAxis",
    "WelcomeRequest",
]
