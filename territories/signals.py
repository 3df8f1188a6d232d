"""When something changes, the sites concerned, and only those, forget what they keep."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.generations import bump

from . import geography
from .contacts.models import Contact
from .diffusion.models import Diffusion
from .diffusion.pages import DiffusablePage
from .former.models import FormerHost, FormerName
from .geography.models import Commune, CommuneName, Epci
from .geography.names import sync_names
from .pages import mounts
from .pages.models import TerritorialPage
from .pages.shared import SharedPage, SharedSectionPage
from .shell.chrome import is_in_shell
from .shell.settings import TerritorySettings
from .shell.texts import SiteTexts
from .tree import forget_tree, tree
from .tree.languages import other_languages
from .tree.models import Territory

# What Wagtail saves of an object when a draft of it is kept.
OF_A_DRAFT = {"latest_revision", "has_unpublished_changes"}


def empty_pages_of(sites) -> None:
    """Forget the whole pages kept for these `Site`s (what PageCacheMiddleware keeps)."""
    names = []
    region = tree().region
    for site in sites:
        # Browsers name the port only when it is not the scheme's own.
        names += [f"host:{site.hostname}", f"host:{site.hostname}:{site.port}"]
        if region and site.pk == region.site_id:  # bare localhost answers as the region
            names += [f"host:localhost:{site.port}", f"host:127.0.0.1:{site.port}"]
    bump(*names)


def empty_all_pages(**kwargs) -> None:
    empty_pages_of(Site.objects.all())


def _sites_listing(page: Page) -> list[Site]:
    """The sites on which a change of this page may show."""
    specific = page.specific
    everywhere = isinstance(specific, DiffusablePage) and (
        specific.everywhere or specific.was_everywhere
    )
    if everywhere or isinstance(specific, (SharedPage, SharedSectionPage)):
        return list(Site.objects.all())
    sites = {page.get_site()}
    if isinstance(specific, DiffusablePage):
        received = page.diffusions.values_list("territory_id", flat=True)
        sites |= {t.site for pk in received if (t := tree().by_id.get(pk)) and t.site}
    return [site for site in sites if site]


def page_changed(sender, instance: Page, **kwargs) -> None:
    if is_in_shell(instance) or isinstance(instance.specific, SharedSectionPage):
        bump(mounts.GENERATION)
    empty_pages_of(_sites_listing(instance))


def page_moved(sender, instance: Page, parent_page_before, parent_page_after, **kwargs) -> None:
    """A branch that changes site, a sheet that changes folder: Wagtail moves them without saving our pages."""
    before, after = parent_page_before.get_site(), parent_page_after.get_site()
    if before == after and not issubclass(instance.specific_class, SharedPage):
        return
    for page in Page.objects.descendant_of(instance, inclusive=True).specific():
        if isinstance(page, TerritorialPage) and page.territory_from_tree:
            page.save(clean=False, update_fields=["territory"])
    empty_pages_of([site for site in (before, after) if site])


def diffusion_changed(sender, instance: Diffusion, **kwargs) -> None:
    if instance.territory.site:
        empty_pages_of([instance.territory.site])


def settings_changed(sender, instance, update_fields=None, **kwargs) -> None:
    if update_fields and OF_A_DRAFT.issuperset(update_fields):
        return  # it shows nowhere, and is kept at every pause of who types it
    bump(mounts.GENERATION)
    territory = tree().by_site.get(instance.site_id)
    below = [t.site for t in territory.descendants() if t.site] if territory else []
    empty_pages_of([instance.site, *below])


def languages_changed(sender, instance: TerritorySettings, **kwargs) -> None:
    """A language that a site adds has its own menus and texts, empty to begin with."""
    known = [code for code, _ in other_languages() if code in instance.languages]
    for locale in Locale.objects.filter(language_code__in=known):
        SiteTexts.start(instance.site, locale)


def territories_changed(sender, **kwargs) -> None:
    forget_tree()
    bump(mounts.GENERATION)
    empty_all_pages()


def contact_changed(sender, instance: Contact, **kwargs) -> None:
    empty_all_pages()


def epci_changed(sender, **kwargs) -> None:
    empty_all_pages()


def geography_changed(**kwargs) -> None:
    """Signal handler: forget the finder's index and the maps."""
    bump(geography.GENERATION)


def commune_saved(sender, instance: Commune, raw: bool = False, **kwargs) -> None:
    """Signal handler: a commune is found by its present names at once."""
    if not raw:
        sync_names(instance)


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(page_changed, dispatch_uid=f"territories.page_changed.{id(signal)}")
    post_page_move.connect(page_moved, dispatch_uid="territories.page_moved")
    for signal in (post_save, post_delete):
        for model in (Territory, Site, Locale, FormerHost, PageViewRestriction):
            signal.connect(territories_changed, sender=model)
        for model in (TerritorySettings, SiteTexts):
            signal.connect(settings_changed, sender=model)
        signal.connect(diffusion_changed, sender=Diffusion)
        signal.connect(contact_changed, sender=Contact)
        signal.connect(epci_changed, sender=Epci)
    post_save.connect(languages_changed, sender=TerritorySettings)
    post_save.connect(commune_saved, sender=Commune, dispatch_uid="geography.names")
    for signal in (post_save, post_delete):
        for model in (Epci, Commune, CommuneName, FormerName, Territory, Site):
            signal.connect(
                geography_changed, sender=model, dispatch_uid=f"geography.{model.__name__}"
            )
