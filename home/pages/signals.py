"""When something that the home pages list has changed, they are made again."""

from django.apps import apps
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.generations import bump
from core.models import SiteImage
from home.listing import GENERATION
from offers.models import StrategicAxis
from territories.models import Commune, Diffusion, TerritorialPage


def listings_changed(**kwargs) -> None:
    """Signal handler. Every home at once: to make one again costs less than to know which."""
    bump(GENERATION)


def commune_saved(created: bool, raw: bool = False, **kwargs) -> None:
    """The name of a commune was corrected (loading 1,200 of them lists nothing new)."""
    if not created and not raw:
        bump(GENERATION)


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(listings_changed, dispatch_uid=f"home.listings_changed.{id(signal)}")
    pages = [model for model in apps.get_models() if issubclass(model, TerritorialPage)]
    for signal in (post_save, post_delete):
        for model in (*pages, Diffusion, PageViewRestriction, StrategicAxis, SiteImage):
            signal.connect(listings_changed, sender=model)
    post_save.connect(commune_saved, sender=Commune)
