"""Who a site speaks for, and what may be listed where."""

from .contact import Contact
from .diffusion import Diffusion
from .former import FormerAddress, FormerHost, FormerName
from .geography import Commune, CommuneName, Epci
from .pages import (
    DiffusablePage,
    DiffusableQuerySet,
    SharedPage,
    TerritorialPage,
    TerritorialQuerySet,
)
from .review import ReviewTask
from .settings import AccessibilityStatus, TerritorySettings
from .shared_section import SharedSectionPage
from .territory import Accent, Confidence, Scale, Territory
from .texts import SiteTexts
from .vocabulary import Audience, Term, Theme

__all__ = [
    "Accent",
    "AccessibilityStatus",
    "Audience",
    "Commune",
    "CommuneName",
    "Confidence",
    "Contact",
    "DiffusablePage",
    "DiffusableQuerySet",
    "Diffusion",
    "Epci",
    "FormerAddress",
    "FormerHost",
    "FormerName",
    "ReviewTask",
    "Scale",
    "SharedPage",
    "SharedSectionPage",
    "SiteTexts",
    "Term",
    "TerritorialPage",
    "TerritorialQuerySet",
    "Territory",
    "TerritorySettings",
    "Theme",
]
