"""Pages in the admin: choosers, search, explorer and reports show what one may act upon or link to."""

import json
import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupSitePermission, Page, PageViewRestriction

from core.search.config import search_backends
from territories.explorer.sites import choosable
from territories.rights.roles import site_settings
from territories.rights.sync import sync_permissions
from tests.factories.home import ContentPageFactory
from tests.factories.people import REFERENT, make_person, make_translator
from tests.factories.resources import ToolPageFactory
from tests.factories.territories import ContactFactory

WORD = "Zanzibar"
BROWSE, SEARCH = "wagtailadmin_choose_page", "wagtailadmin_choose_page_search"


@pytest.fixture
def pages(network):
    """A live page, a draft and a private page on each of two sites."""
    made = {}
    for territory in (network.vitre, network.fougeres):
        for kind in ("live", "draft", "private"):
            page = ContentPageFactory(
                territory=territory, title=f"{WORD} {kind} {territory.code}", live=kind != "draft"
            )
            made[kind, territory.code] = page
            if kind == "private":
                PageViewRestriction.objects.create(page=page, restriction_type="login")
    return made


def titles(html: str) -> set[str]:
    codes, kinds = ("vitre", "fougeres"), ("live", "draft", "private")
    return {f"{kind} {code}" for kind in kinds for code in codes if f"{WORD} {kind} {code}" in html}


def browse(client, page=None, **params) -> str:
    url = reverse(f"{BROWSE}_child", args=[page.pk]) if page else reverse(BROWSE)
    return client.get(url, params).json()["html"]


MINE = {"live vitre", "draft vitre", "private vitre"}


def test_the_chooser_opens_on_one_s_own_site(network, client, pages):
    client.force_login(make_person(network.vitre))
    html = browse(client)
    assert "ESS pays de Vitré" in html
    assert titles(browse(client, pages["live", "vitre"].get_parent())) == MINE
    assert "Tous les sites" in html
    client.force_login(make_person(network.ess_35))
    assert "ESS 35" in browse(client)
    # A referent has no site of her own: she sees them all.
    client.force_login(make_person(network.vitre, REFERENT))
    assert "ESS pays de Fougères" in browse(client)


def test_others_live_pages_are_chosen_not_their_drafts(network, client, pages):
    client.force_login(make_person(network.vitre))
    assert titles(browse(client, pages["live", "fougeres"].get_parent())) == {"live fougeres"}
    root = Page.get_first_root_node()
    assert "ESS pays de Fougères" in browse(client, root)
    draft = pages["draft", "fougeres"]
    assert client.get(reverse(f"{BROWSE}_child", args=[draft.pk])).status_code == 404
    found = client.get(reverse(SEARCH), {"q": WORD}).content.decode()
    assert titles(found) == MINE | {"live fougeres"}
    assert "ESS pays de Fougères" in found
    ids = [page.pk for page in pages.values()]
    chosen = client.get(
        reverse(f"{BROWSE}_chosen_multiple"), {"id": [*ids, "abc"]}
    ).content.decode()
    assert titles(chosen) == MINE | {"live fougeres"}


def test_a_typed_chooser_finds_pages_wherever_they_are(network, client, pages):
    client.force_login(make_person(network.vitre))
    html = browse(client, page_type="home.contentpage")
    assert "ESS pays de Fougères" in html


def test_the_region_and_translators_choose_everything(network, client, pages):
    for person in (make_person(network.region), make_translator()):
        client.force_login(person)
        html = browse(client, pages["live", "fougeres"].get_parent())
        assert len(titles(html)) == 3


def test_the_chooser_asks_little_of_the_database(
    network, client, pages, django_assert_max_num_queries
):
    client.force_login(make_person(network.ess_35))
    browse(client)
    with django_assert_max_num_queries(60):
        browse(client)
    with django_assert_max_num_queries(60):
        client.get(reverse(SEARCH), {"q": WORD})


@pytest.mark.parametrize("engine", ["opensearch", "elasticsearch"])
def test_every_engine_is_told_what_may_be_chosen(network, pages, settings, engine):
    """Compiled only: nothing listens on this port."""
    database = settings.DATABASES["default"]["ENGINE"]
    url = f"{engine}+http://127.0.0.1:9/nowhere?timeout=1"
    settings.WAGTAILSEARCH_BACKENDS = search_backends(url, database)
    user = make_person(network.vitre)
    compiler = choosable(user, Page.objects.all()).autocomplete(WORD).query_compiler
    told = str(compiler.get_filters())
    assert f"{pages['live', 'fougeres'].pk}" in re.findall(r"\d+", told)
    assert f"{pages['draft', 'fougeres'].pk}" not in re.findall(r"\d+", told)


def test_the_search_of_pages_tells_each_site(network, client, pages):
    url = reverse("wagtailadmin_pages:search")
    client.force_login(make_person(network.vitre))
    html = client.get(url, {"q": WORD}).content.decode()
    assert titles(html) == MINE
    assert "ESS pays de Vitré" in html.split("<tbody>")[1]
    results = client.get(reverse("wagtailadmin_pages:search_results"), {"q": WORD})
    assert titles(results.content.decode()) == MINE
    client.force_login(make_person(network.ess_35))
    assert len(titles(client.get(url, {"q": WORD}).content.decode())) == 6


def test_pages_open_on_one_s_own_site(network, client, pages):
    url = reverse("wagtailadmin_explore_root")
    client.force_login(make_person(network.vitre))
    home = reverse("wagtailadmin_explore", args=[network.vitre.site.root_page_id])
    assert client.get(url)["Location"] == home
    for territory in (network.ess_35, network.region):
        client.force_login(make_person(territory))
        response = client.get(url, follow=True)
        assert "ESS pays de Vitré" in response.content.decode()
        found = client.get(response.request["PATH_INFO"], {"q": WORD}).content.decode()
        assert "ESS pays de Vitré" in found.split("<tbody>")[1]


def test_the_explorer_shows_no_site_of_others(network, client, pages):
    client.force_login(make_person(network.vitre))
    for page in (Page.get_first_root_node(), network.fougeres.site.root_page):
        response = client.get(reverse("wagtailadmin_explore", args=[page.pk]), follow=True)
        assert "Fougères" not in response.content.decode()


def test_the_menu_of_pages_offers_no_page_one_cannot_change(network, client, pages):
    """A team's sheets stand below the region's home, which is not hers to edit."""
    ToolPageFactory(territory=network.vitre)
    sync_permissions()
    url = reverse("wagtailadmin_api:pages:listing")
    root = Page.get_first_root_node().pk
    for person, homes in (
        (make_person(network.vitre), {network.vitre}),
        (make_person(network.ess_35), {network.ess_35, network.vitre, network.fougeres}),
    ):
        client.force_login(person)
        asked = {"child_of": root, "for_explorer": 1}
        shown = {item["id"] for item in client.get(url, asked).json()["items"]}
        assert shown == {territory.site.root_page_id for territory in homes}


def test_filters_offer_one_s_own_people_and_sites(network, client, pages, admin_user):
    stranger = make_person(network.fougeres)
    Page.objects.filter(pk=pages["live", "vitre"].pk).update(owner=stranger)
    Page.objects.filter(pk=pages["draft", "vitre"].pk).update(
        owner=make_person(network.vitre, REFERENT)
    )
    home = network.vitre.site.root_page
    lead = make_person(network.vitre)
    for url in (
        reverse("wagtailadmin_explore", args=[home.pk]),
        reverse("wagtailforms:index"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:workflow_tasks"),
        reverse("wagtailadmin_reports:locked_pages"),
    ):
        client.force_login(lead)
        html = client.get(url).content.decode()
        assert "Fougères" not in html, url
        assert stranger.username not in html, url
    client.force_login(make_person(network.region))
    html = client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
    assert "ESS pays de Fougères" in html


def test_the_admin_api_tells_one_s_own_pages(network, client, pages):
    client.force_login(make_person(network.vitre))
    url = reverse("wagtailadmin_api:pages:listing")
    assert titles(client.get(url, {"limit": 20}).content.decode()) == MINE
    for params in ({"search": WORD}, {"child_of": network.fougeres.site.root_page_id}):
        assert titles(client.get(url, params).content.decode()) <= MINE
    for (_, code), page in pages.items():
        detail = client.get(reverse("wagtailadmin_api:pages:detail", args=[page.pk]))
        assert detail.status_code == (200 if code == "vitre" else 404)


REGION_REPORTS = ("site_history", "page_types_usage")
OWN_REPORTS = ("locked_pages", "workflow", "workflow_tasks", "aging_pages")


@pytest.mark.parametrize("suffix", ["", "_results"])
@pytest.mark.parametrize("name", REGION_REPORTS)
def test_reports_on_everything_are_the_region_s(network, client, pages, name, suffix):
    ContactFactory(territory=network.fougeres)
    url = reverse(f"wagtailadmin_reports:{name}{suffix}")
    for person in (make_person(network.ess_35), make_person(network.vitre, REFERENT)):
        client.force_login(person)
        assert client.get(url).status_code == 302
        assert url not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(make_person(network.region))
    assert client.get(url).status_code == 200
    if not suffix:
        assert url in client.get(reverse("wagtailadmin_home")).content.decode()


def test_a_page_that_nobody_published_is_not_by_none(network, client):
    page = ContentPageFactory(territory=network.vitre)
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
    client.force_login(make_person(network.vitre))
    report = client.get(reverse("wagtailadmin_reports:aging_pages")).content.decode()
    assert page.title in report
    assert not re.search(r"\bNone\b", BeautifulSoup(report, "html.parser").main.text)


@pytest.mark.parametrize("name", OWN_REPORTS)
def test_other_reports_tell_one_s_own_pages(network, client, pages, name, admin_user):
    for page in pages.values():
        page.locked, page.locked_by = True, admin_user
        page.save()
    client.force_login(make_person(network.vitre))
    response = client.get(reverse(f"wagtailadmin_reports:{name}"))
    assert titles(response.content.decode()) <= MINE
    if name == "locked_pages":
        assert titles(response.content.decode()) == MINE


def test_the_report_of_translations_is_for_those_who_translate(network, client):
    url = reverse("wagtail_localize:translations_report")
    client.force_login(make_person(network.ess_35))
    assert client.get(url).status_code == 302
    client.force_login(make_translator())
    assert client.get(url).status_code == 200


def test_the_menu_has_no_dead_entry(network, client):
    """Each entry that a role is shown answers her."""
    people = [make_person(t) for t in (network.vitre, network.ess_35, network.region)]
    for person in (*people, make_person(network.vitre, REFERENT), make_translator()):
        client.force_login(person)
        urls = menu_urls(client.get(reverse("wagtailadmin_home")).content.decode())
        assert urls
        for url in urls:
            assert client.get(url, follow=False).status_code == 200 or answers(client, url), (
                person.username,
                url,
            )


def test_settings_are_a_right_on_a_site_never_on_all(network):
    for codename in site_settings():
        assert not Group.objects.filter(permissions__codename=codename).exists()
    sites = GroupSitePermission.objects.filter(group=network.vitre.communication_group)
    assert set(sites.values_list("site", flat=True)) == {network.vitre.site_id}


def menu_urls(html: str) -> set[str]:
    """Addresses of the side bar, as its script gets them."""
    [props] = re.findall(
        r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', html, re.S
    )

    def walk(node):
        if isinstance(node, str) and node.startswith("/admin/"):
            yield node
        for child in (
            node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        ):
            yield from walk(child)

    return {url for url in walk(json.loads(props)) if "logout" not in url}


def answers(client, url: str) -> bool:
    """A redirection that is not a refusal: Wagtail sends those whom it refuses to the dashboard."""
    final = client.get(url, follow=True)
    return final.status_code == 200 and final.request["PATH_INFO"] != reverse("wagtailadmin_home")


def test_the_search_finds_what_one_keeps_and_nothing_above(network, client, pages):
    client.force_login(make_person(network.vitre))
    html = client.get(reverse("wagtailadmin_pages:search")).content.decode()
    assert "live vitre" in html
    assert re.search(r"sur \d+ pages", html)
    for above in ("Root", f"/pages/{network.region.site.root_page.pk}/"):
        assert above not in html
    client.force_login(make_person(network.region))
    html = client.get(reverse("wagtailadmin_pages:search"), {"q": "ESS Bretagne"}).content.decode()
    assert f"/pages/{network.region.site.root_page.pk}/" in html


def test_above_all_sites_only_the_region_is_told_how_one_opens(client, network):
    url = reverse("wagtailadmin_explore", args=[Page.get_first_root_node().pk])
    for territory, told in ((network.ess_35, False), (network.region, True)):
        client.force_login(make_person(territory))
        html = client.get(url).content.decode()
        assert (reverse("site_open") in html) is told
        assert "Les pages créées ici" not in html
    for address in (url, reverse("wagtailforms:index")):
        assert "Peu importe" in client.get(address).content.decode()
