"""What offers give to the apps below: their pages' contexts, and a section of the finder's answer."""

from territories.finder.nearby import register_nearby

from . import owned, page_contexts  # noqa: F401
from .listing import nearby_offers

register_nearby(nearby_offers, rank=1)
