"""Territories, geography, contacts and vocabularies in the admin. The region keeps them."""

from wagtail.snippets.views.snippets import SnippetViewSetGroup

from .geography import CommuneChooserViewSet, CommuneViewSet, EpciViewSet
from .people import AudienceViewSet, ContactViewSet, ThemeViewSet
from .territory import TerritoryViewSet

__all__ = ["CommuneChooserViewSet", "TerritoriesGroup"]


class TerritoriesGroup(SnippetViewSetGroup):
    items = (
        TerritoryViewSet,
        EpciViewSet,
        CommuneViewSet,
        ContactViewSet,
        ThemeViewSet,
        AudienceViewSet,
    )
    menu_label = "Territoires"
    menu_icon = "globe"
    menu_order = 250
