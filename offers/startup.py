"""What offers give to the apps below: their pages' contexts, and a section of the finder's answer."""

from territories.finder.nearby import register_nearby
from territories.rights.roles import Writer, writers

from . import page_contexts, signals  # noqa: F401
from .listing import nearby_offers
from .models import LocalOffer, WelcomeRequest

signals.connect()
register_nearby(nearby_offers, rank=1)
writers.update(dict.fromkeys((LocalOffer, WelcomeRequest), Writer.COMMUNICATION))
