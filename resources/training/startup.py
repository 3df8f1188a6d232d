"""Gives the path its contexts and its link, says what of it its team owns and what empties pages."""

from core.freshness import HOST_PAGES
from core.renewals import saved
from territories.host_pages import all_hosts
from territories.shell.links import register_link

from . import owned, page_contexts  # noqa: F401
from .models import Registration, TrainingSession

# A date of a module, or a seat taken or freed.
HOST_PAGES.renewed_by(saved(TrainingSession, Registration, words="everywhere", members=all_hosts))
register_link("footer", 1, slug="parcours-administrateurs")
