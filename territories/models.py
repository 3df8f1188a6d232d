"""Who a site speaks for, and what may be listed where."""

from .contacts.models import Contact
from .diffusion.models import Diffusion
from .diffusion.pages import DiffusablePage, DiffusableQuerySet
from .former.models import FormerAddress, FormerHost, FormerName
from .geography.models import Commune, CommuneName, Epci
from .pages.models import TerritorialPage, TerritorialQuerySet
from .pages.shared import SharedPage, SharedSectionPage
from .review.models import ReviewTask
from .shell.settings import AccessibilityStatus, TerritorySettings
from .shell.texts import SiteTexts
from .tree.models import Accent, Confidence, Scale, Territory
from .vocabulary.models import Audience, Term, Theme

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
