"""How a site is made. The command, the demo, the tests and the admin all call `create_site`."""

from collections.abc import Callable
from functools import partial

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from core.freshness import HOST_PAGES
from home.agenda.models import EventIndexPage
from home.news.models import NewsIndexPage
from home.pages.models import ContactPage, ContentPage, HomePage, LandingPage
from territories.host_pages import all_hosts
from territories.models import Scale, SharedSectionPage, SiteTexts, Territory, TerritorySettings
from territories.pages.mounts import STRUCTURE
from territories.rights.sync import sync_permissions
from territories.tree import TERRITORIES

from ..standard_texts import home_fields, page_fields, site_texts
from .hosts import free_host

# The shared sections: address, title on a telephone's menu, model in the region, in the menu or not.
SHARED_SECTIONS = [
    ("etre-accompagne", "Être accompagné·e", "offers.OfferIndexPage", True),
    ("ressources", "Ressources", "resources.ResourceCentrePage", True),
    ("observatoire", "Observatoire", "observatory.ObservatoryPage", True),
    (
        "parcours-administrateurs",
        "Parcours administrateur·trices",
        "training.TrainingPathPage",
        False,
    ),
]
# Local pages, in the order in which they stand under the home page.
LOCAL_PAGES = [
    ("agenda", "Agenda", EventIndexPage, True),
    ("actualites", "Nouvelles", NewsIndexPage, False),
    ("nous-connaitre", "Nous connaître", LandingPage, True),
    ("contact", "Nous écrire", ContactPage, False),
    ("mentions-legales", "Mentions légales", ContentPage, False),
    ("donnees-personnelles", "Données personnelles", ContentPage, False),
    ("accessibilite", "Accessibilité", ContentPage, False),
    ("ecoconception", "Écoconception", ContentPage, False),
]
# The main menu follows the pictures of the brand, whatever is local and whatever is shared.
ORDER = [
    "etre-accompagne",
    "ressources",
    "agenda",
    "observatoire",
    "nous-connaitre",
    "actualites",
    "parcours-administrateurs",
    *(slug for slug, *_ in LOCAL_PAGES[3:]),
]


def default_hostname(territory: Territory) -> str:
    """Host of a territory's site: its code under the base domain."""
    return f"{territory.code}.{settings.BASE_DOMAIN}"


def _languages() -> Locale:
    for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    return Locale.objects.get(language_code="fr")


def _remove_welcome_page(root: Page) -> None:
    """Remove the page and the site that Wagtail's migrations create, while nothing else uses them."""
    welcome = root.get_children().filter(slug="home", content_type__model="page").first()
    if welcome and not welcome.get_children().exists():
        Site.objects.filter(root_page=welcome).delete()
        welcome.delete()


def _add(parent: Page, page: Page) -> Page:
    page.live = True
    page.has_unpublished_changes = False
    page.first_published_at = page.last_published_at = timezone.now()
    return parent.add_child(instance=page)


def _home(territory: Territory, locale: Locale) -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage.objects.child_of(root).filter(slug=territory.code).first()
    if home is None:
        home = HomePage(
            title=territory.site_name,
            slug=territory.code,
            locale=locale,
            territory=territory,
            **home_fields(territory),
        )
        _add(root, home)
    return home


def _site(territory: Territory, home: HomePage, hostname: str, port: int) -> Site:
    """The Wagtail site of a territory. The region's answers when no host matches."""
    values = {
        "hostname": hostname,
        "port": port,
        "root_page": home,
        "site_name": territory.site_name,
        "is_default_site": territory.scale == Scale.REGION,
    }
    site = territory.site or Site()
    if site.pk is None or any(getattr(site, field) != value for field, value in values.items()):
        for field, value in values.items():
            setattr(site, field, value)
        site.full_clean()
        site.save()
    if territory.site_id != site.pk:
        territory.site = site
        territory.save(update_fields=["site"])
    return site


def _local_page(territory: Territory, model: type[Page], title: str, slug: str) -> Page:
    return model(title=title, slug=slug, **page_fields(slug, territory))


def _shared_section(territory: Territory, label: str, title: str, slug: str) -> Page | None:
    """The section itself on the region's site, a mount of it elsewhere."""
    model = apps.get_model(label)
    if territory.scale == Scale.REGION:
        return _local_page(territory, model, title, slug)
    source = model.objects.first()
    return source and SharedSectionPage(title=title, slug=slug, source=source)


def _pages(territory: Territory, home: HomePage) -> None:
    present = set(Page.objects.child_of(home).values_list("slug", flat=True))
    makers: dict[str, Callable[[], Page | None]] = {}
    in_menu = set()
    for slug, title, label, menu in SHARED_SECTIONS:
        makers[slug] = partial(_shared_section, territory, label, title, slug)
        in_menu |= {slug} if menu else set()
    for slug, title, model, menu in LOCAL_PAGES:
        makers[slug] = partial(_local_page, territory, model, title, slug)
        in_menu |= {slug} if menu else set()
    for slug in ORDER:
        if slug in present:
            continue
        page = makers[slug]()
        if page is not None:
            page.show_in_menus = slug in in_menu
            page.locale = home.locale
            page.territory = territory
            _add(home, page)


@transaction.atomic
def create_site(territory: Territory, hostname: str | None = None, port: int | None = None) -> Site:
    """Make a territory's whole site, or complete it; run twice, it changes nothing.

    Wagtail site, home page, standard pages, mounted sections, settings, menus and texts, collection,
    groups, permissions and workflow. The region must come first: it owns the shared sections.

    :param hostname: host of the site, by default the one that it has, else the territory's code under
        `BASE_DOMAIN`: a site whose host was changed keeps it.
    :param port: port of the site's addresses, by default `SITE_PORT`.
    :raises django.core.exceptions.ValidationError: the host is taken or badly written.
    """
    locale = _languages()
    _remove_welcome_page(Page.get_first_root_node())
    home = _home(territory, locale)
    present = territory.site.hostname if territory.site else ""
    if hostname:
        hostname = free_host(hostname, taker=territory)
    hostname = hostname or present or default_hostname(territory)
    site = _site(territory, home, hostname, port or settings.SITE_PORT)
    TERRITORIES.renew()
    _pages(territory, home)
    TerritorySettings.objects.get_or_create(site=site)
    SiteTexts.start(site, locale, **site_texts(territory))
    sync_permissions(territory)
    STRUCTURE.renew()
    HOST_PAGES.renew(*all_hosts())
    return site
