"""What knows no domain: people who sign in, images, documents, the abstract page."""

from .documents import SiteDocument
from .images import SiteImage, SiteRendition
from .missed import MissedChanges
from .pages import BasePage
from .user import User

__all__ = [
    "BasePage",
    "MissedChanges",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "User",
]
