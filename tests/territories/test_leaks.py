"""Nothing of one territory shows on another's site, on any channel, but by diffusion.

A table of cases × channels: each case says where its page may be read, and every address of the sites is asked.
Addresses come from the URL resolver and from the pages that stand there: a channel added tomorrow is asked too,
and one with a name of its own is refused until it is told here what it holds.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.urls import URLPattern, get_resolver
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from territories.models import Diffusion, SharedSectionPage
from territories.pages.mounts import mounted_path
from territories.pages.types import our_page_models
from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory
from tests.factories.resources import ActivityPageFactory

SECRET = "Zanzibar"
TITLE = f"{SECRET} de nuit"

# Name of an address that is no page → how it is asked.
NAMED = {
    "home:search": f"/recherche/?q={SECRET}",
    "home:plan": "/plan-du-site/",
    "home:news_feed": "/flux/nouvelles/",
    "home:agenda_feed": "/flux/agenda.ics",
    "home:sitemap": "/sitemap.xml",
    "home:robots": "/robots.txt",
    "home:favicon": "/favicon.ico",
    "home:security": "/.well-known/security.txt",
    "finder:finder": f"/trouver/?q={SECRET}",
    "finder:suggestions": f"/trouver/suggestions/?q={SECRET}",
}
# Asked apart: a page by its own address below, a file in `test_leaks_files`.
DIRECT = {
    "wagtail_serve",
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
}
# Addresses below a page of a type, beside its own.
ROUTES = {
    "EventPage": {"ics/": "direct"},
    "ObservatoryPage": {
        "csv/": "/observatoire/csv/",
        "<slug:code>/": "/observatoire/vitre/",
        "<slug:code>/chiffres/": "/observatoire/vitre/chiffres/",
        "<slug:code>/csv/": "/observatoire/vitre/csv/",
    },
}
# What a list may be asked, whatever page it is.
ASKED = (f"?q={SECRET}", "?quand=passes")
WIDE = "?ou=partout"

# Where a piece of news and an event may show: what a site lists.
LISTS = {
    *(f"/{asked}" for asked in ("", *ASKED)),
    *(f"/actualites/{asked}" for asked in ("", *ASKED)),
    "/agenda/",
    f"/agenda/?q={SECRET}",
    *(NAMED[name] for name in ("home:news_feed", "home:agenda_feed", "home:search")),
}
# What it lists for who asks for all of Brittany.
WIDE_LISTS = {f"/actualites/{WIDE}", f"/agenda/{WIDE}", f"{NAMED['home:search']}&ou=partout"}


def resolver_names(patterns=None, space: str = "") -> set[str]:
    """Names of every public address that is not a page."""
    found = set()
    for entry in patterns or get_resolver().url_patterns:
        if str(entry.pattern).startswith(("admin/", "^media/")):
            continue
        if isinstance(entry, URLPattern):
            found.add(f"{space}:{entry.name}" if space else entry.name)
        else:
            found |= resolver_names(entry.url_patterns, entry.namespace or space)
    return found


def page_addresses(territory) -> list[str]:
    """Addresses on a site of all the live pages that stand there or are mounted there."""
    site, found = territory.site, []
    for page in Page.objects.live().order_by("path").specific():
        if isinstance(page, SharedSectionPage):
            continue
        if page.path.startswith(site.root_page.path):
            found.append("/" + page.url_path.removeprefix(site.root_page.url_path))
        elif (mounted := mounted_path(site, page)) is not None:
            found.append(mounted)
    return found


def addresses(territory) -> list[str]:
    """Everything that a visitor or a robot may ask of a site, but what they ask of all of Brittany."""
    routes = [path for known in ROUTES.values() for path in known.values() if path != "direct"]
    pages = page_addresses(territory)
    # Lists stand right under the home.
    asked = [path + query for path in pages if path.count("/") < 3 for query in ASKED]
    return [*NAMED.values(), *routes, *pages, *asked]


def says(response) -> bool:
    """Whether the title, or the address made of it, is there: not what the visitor typed."""
    text = response.content.decode().replace("\xa0", " ").lower()
    return "zanzibar de" in text or "zanzibar-de" in text


def speaking(get, territory, paths) -> set[str]:
    """Which of these addresses of a site tell of the page."""
    return {path for path in paths if says(get(territory, path))}


def given(page, territory, state: str, **kwargs) -> Diffusion:
    return Diffusion.objects.create(page=page, territory=territory, state=state, **kwargs)


# --- The cases ------------------------------------------------------------------------


def _withdrawn(page, receiver):
    given(page, receiver, "accepted").delete()


def _unpublished(page, receiver):
    given(page, receiver, "accepted", pinned=True)
    page.unpublish()


def _expired(page, receiver):
    given(page, receiver, "accepted")
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.expired


def _not_yet(page, receiver):
    given(page, receiver, "accepted")
    page.unpublish()
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()


def _reserved(page, receiver, above: bool = False):
    given(page, receiver, "accepted", pinned=True)
    target = page.get_parent() if above else page
    PageViewRestriction.objects.create(page=target, restriction_type="login")


def _everywhere(page, receiver, hidden: bool = False, live: bool = True):
    page.everywhere = True
    page.save_revision().publish()
    if hidden:
        given(page, receiver, "hidden")
        # Published again, it must stay hidden.
        page.save_revision().publish()
    if not live:
        page.unpublish()


class Case(NamedTuple):
    """What is done to Vitré's page, and where it then shows."""

    do: Callable
    # On the site that may receive it; there, to who asks for all of Brittany; on Vitré's own.
    here: bool
    wide: bool
    home: bool
    # On a site that nobody asked.
    others: bool = False


CASES = {
    "never proposed": Case(lambda page, to: None, False, True, True),
    "planned": Case(lambda page, to: given(page, to, "planned"), False, True, True),
    "proposed": Case(lambda page, to: given(page, to, "proposed"), False, True, True),
    "hidden": Case(lambda page, to: given(page, to, "hidden"), False, False, True),
    "accepted": Case(lambda page, to: given(page, to, "accepted"), True, True, True),
    "pinned": Case(lambda page, to: given(page, to, "accepted", pinned=True), True, True, True),
    "withdrawn": Case(_withdrawn, False, True, True),
    "unpublished": Case(_unpublished, False, False, False),
    "expired": Case(_expired, False, False, False),
    "not yet": Case(_not_yet, False, False, False),
    "reserved": Case(_reserved, False, False, False),
    "in a reserved list": Case(
        lambda page, to: _reserved(page, to, above=True), False, False, False
    ),
    "everywhere": Case(_everywhere, True, True, True, others=True),
    "everywhere, hidden": Case(
        lambda page, to: _everywhere(page, to, hidden=True), False, False, True, others=True
    ),
    "everywhere, offline": Case(
        lambda page, to: _everywhere(page, to, live=False), False, False, False
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_page_shows_where_it_may_and_nowhere_else(network, get, case):
    for factory in (NewsPageFactory, EventPageFactory):
        case.do(factory(territory=network.vitre, title=TITLE), network.fougeres)
    asked = addresses(network.fougeres)
    assert set(asked) >= LISTS
    assert speaking(get, network.fougeres, asked) == (LISTS if case.here else set())
    # A site that was not asked; the groupement's visitors are not told either.
    for other in (network.cornouaille, network.ess_35):
        few = LISTS | set(NAMED.values())
        assert speaking(get, other, few) == (LISTS if case.others else set())
    pages = [path + WIDE for path in page_addresses(network.fougeres) if path.count("/") < 3]
    shown = speaking(get, network.fougeres, [*pages, f"{NAMED['home:search']}&ou=partout"])
    # A home has no switch: it shows what it always does.
    home = {f"/{WIDE}"} if case.here else set()
    assert shown == (WIDE_LISTS if case.wide else set()) | home
    at_home = LISTS | {"/sitemap.xml"}
    assert speaking(get, network.vitre, at_home) == (at_home if case.home else set())


# --- No channel is forgotten ----------------------------------------------------------


def test_every_named_address_is_asked(db):
    assert resolver_names() == NAMED.keys() | DIRECT


def test_every_route_of_a_page_is_asked():
    routes = {
        model.__name__: {str(route.pattern) for route in model.get_subpage_urls()} - {""}
        for model in our_page_models()
        if hasattr(model, "get_subpage_urls")
    }
    assert routes == {name: set(known) for name, known in ROUTES.items()}


def test_the_api_for_the_public_is_closed(network, get):
    for path in ("/api/v2/pages/", "/api/v2/documents/", "/api/main/pages/"):
        assert get(network.vitre, path).status_code == 404


# --- Pages and sheets that are no news ------------------------------------------------


def test_a_local_page_shows_on_its_own_site_alone(network, get):
    page = ContentPageFactory(territory=network.vitre, title=TITLE)
    page.save_revision().publish()
    for other in (network.fougeres, network.ess_35, network.region):
        assert speaking(get, other, addresses(other)) == set()
        assert says(get(other, f"/recherche/?q={SECRET}&ou=partout"))
    assert {"/plan-du-site/", "/sitemap.xml"} <= speaking(
        get, network.vitre, addresses(network.vitre)
    )


def test_a_shared_sheet_shows_on_every_site(network, get):
    ActivityPageFactory(territory=network.vitre, title=TITLE, slug="zanzibar-de-nuit")
    for territory in network.all:
        shown = speaking(get, territory, ["/ressources/", NAMED["home:search"], "/sitemap.xml"])
        # The region's tree holds it; the others mount it.
        assert shown - {"/sitemap.xml"} == {"/ressources/", NAMED["home:search"]}
        assert ("/sitemap.xml" in shown) is (territory == network.region)


@pytest.mark.parametrize("reserved", [False, True], ids=["draft", "reserved"])
def test_a_sheet_that_is_not_public_is_named_nowhere(network, get, reserved):
    """Neither in the catalogue, nor beside the sheet it comes from, nor by the event that runs it."""
    source = ActivityPageFactory(territory=network.vitre, title="Source")
    sheet = ActivityPageFactory(
        territory=network.vitre,
        title=TITLE,
        slug="zanzibar-de-nuit",
        live=reserved,
        adapted_from=source,
    )
    EventPageFactory(territory=network.vitre, title="Atelier", activity=sheet)
    if reserved:
        PageViewRestriction.objects.create(page=sheet, restriction_type="login")
    for territory in (network.vitre, network.fougeres, network.region):
        hidden = [p for p in addresses(territory) if "zanzibar-de" not in p]
        assert len(hidden) > 40
        assert speaking(get, territory, hidden) == set()


# --- By its own address ---------------------------------------------------------------


@pytest.mark.parametrize("reserved", [False, True], ids=["draft", "reserved"])
def test_the_address_of_a_page_that_is_not_public_tells_nothing(network, get, reserved):
    event = EventPageFactory(territory=network.vitre, title=TITLE, slug="secret", live=reserved)
    if reserved:
        PageViewRestriction.objects.create(page=event, restriction_type="login")
    for territory in (network.vitre, network.fougeres):
        for path in ("/agenda/secret/", "/agenda/secret/ics/", "/agenda/secret/?ou=partout"):
            response = get(territory, path)
            assert response.status_code in (302, 404)
            assert not says(response)
            assert "secret" not in response.headers.get("Location", "").partition("?")[0]


def test_a_page_of_elsewhere_is_read_at_home(network, get):
    event = EventPageFactory(territory=network.vitre, title=TITLE, slug="ouvert")
    given(event, network.fougeres, "accepted")
    for territory in (network.fougeres, network.cornouaille):
        response = get(territory, "/agenda/ouvert/")
        assert response.status_code == 301
        assert response.headers["Location"] == "http://vitre.test/agenda/ouvert/"


def test_a_translation_is_listed_in_its_language_alone(network, get):
    """No site has addresses in Breton yet: what is published there is at no visitor's hand."""
    breton = Locale.objects.get(language_code="br")
    sources = (
        NewsPageFactory(territory=network.vitre, slug="fest", everywhere=True),
        EventPageFactory(territory=network.vitre, slug="noz", everywhere=True),
        ActivityPageFactory(territory=network.vitre, slug="bal"),
        ContentPageFactory(territory=network.vitre, slug="lieux"),
    )
    for page in sources:
        copy = page.copy_for_translation(breton, copy_parents=True)
        copy.title = TITLE
        copy.save_revision().publish()
        assert Page.objects.get(pk=copy.pk).live
    asked = {*LISTS, *WIDE_LISTS, *NAMED.values(), "/ressources/", f"/ressources/?q={SECRET}"}
    shown = {
        (territory.code, path)
        for territory in network.all
        for path in asked
        if TITLE in get(territory, path).content.decode()
    }
    assert shown == set()
