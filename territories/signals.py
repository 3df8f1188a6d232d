"""What follows the saving of a page, of the settings of a site, of a commune."""

from django.db.models.signals import post_save
from wagtail.models import Locale, Page
from wagtail.signals import post_page_move

from .geography.models import Commune
from .geography.names import sync_names
from .pages.models import TerritorialPage
from .pages.shared import SharedPage
from .shell.settings import TerritorySettings
from .shell.texts import SiteTexts
from .tree.languages import other_languages


def page_moved(sender, instance: Page, parent_page_before, parent_page_after, **kwargs) -> None:
    """A branch that changes site, a sheet that changes folder: Wagtail moves them without saving our pages."""
    before, after = parent_page_before.get_site(), parent_page_after.get_site()
    if before == after and not issubclass(instance.specific_class, SharedPage):
        return
    for page in Page.objects.descendant_of(instance, inclusive=True).specific():
        if isinstance(page, TerritorialPage) and page.territory_from_tree:
            page.save(clean=False, update_fields=["territory"])


def languages_changed(sender, instance: TerritorySettings, **kwargs) -> None:
    """A language that a site adds has its own menus and texts, empty to begin with."""
    known = [code for code, _ in other_languages() if code in instance.languages]
    for locale in Locale.objects.filter(language_code__in=known):
        SiteTexts.start(instance.site, locale)


def commune_saved(sender, instance: Commune, raw: bool = False, **kwargs) -> None:
    """Signal handler: a commune is found by its present names at once."""
    if not raw:
        sync_names(instance)


def connect() -> None:
    post_page_move.connect(page_moved, dispatch_uid="territories.page_moved")
    post_save.connect(languages_changed, sender=TerritorySettings)
    post_save.connect(commune_saved, sender=Commune, dispatch_uid="geography.names")
