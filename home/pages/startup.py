"""What the pages of a site give to the apps below: what the finder tells of a place."""

from territories.finder.nearby import register_nearby

from . import page_contexts, signals  # noqa: F401
from .nearby import nearby_events, nearby_sheets
from .views import answers  # noqa: F401

signals.connect()
register_nearby(nearby_events, rank=2)
register_nearby(nearby_sheets, rank=3)
