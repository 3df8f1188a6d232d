"""What surrounds every page names no page that the public may not read."""

import pytest
from wagtail.models import Page, PageViewRestriction

from home.news.models import NewsIndexPage
from territories.models import SiteTexts
from tests.factories.home import ContentPageFactory

TITLE = "Zanzibar entre nous"


@pytest.fixture
def above(network):
    return Page.objects.child_of(network.vitre.site.root_page).get(slug="nous-connaitre")


@pytest.fixture
def page(network, above):
    return ContentPageFactory(parent=above, title=TITLE, slug="zanzibar")


@pytest.fixture
def named(network, page):
    """The menu, the foot and a banner of Vitré lead to the page."""
    texts = SiteTexts.objects.get(site=network.vitre.site)
    entry = ("item", {"label": "", "page": page, "url": ""})
    open_page = ("item", {"label": "Ouvert à qui veut", "page": None, "url": "/ailleurs/"})
    texts.menu, texts.footer_links = [entry, open_page], [entry, open_page]
    texts.alert_text, texts.alert_page = "Une annonce pour toute la ville", page
    texts.save()
    return page


def addresses(get, territory) -> int:
    """How many times the shell of a page leads to it, or names it."""
    html = get(territory).text
    assert "Ouvert à qui veut" in html
    assert "Une annonce pour toute la ville" in html
    return html.count("/zanzibar/") + html.count(TITLE)


def reserve(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize("which", ["the page", "the one above"])
def test_menu_foot_and_banner_name_no_private_page(network, get, named, above, which):
    assert addresses(get, network.vitre) >= 5
    rule = reserve(named if which == "the page" else above)
    assert addresses(get, network.vitre) == 0
    rule.delete()
    assert addresses(get, network.vitre) >= 5


def test_a_page_that_moves_takes_its_privacy_along(network, get, named, above):
    home = network.vitre.site.root_page
    reserve(above)
    assert addresses(get, network.vitre) == 0
    named.move(home, pos="last-child")
    assert addresses(get, network.vitre) >= 5
    assert 'href="/zanzibar/"' in get(network.vitre).text
    Page.objects.get(pk=named.pk).move(Page.objects.get(pk=above.pk), pos="last-child")
    assert addresses(get, network.vitre) == 0


def test_the_menu_of_who_has_chosen_none_names_no_private_page(network, get):
    for slug in ("actualites", "accessibilite", "mentions-legales", "contact"):
        assert f'href="/{slug}/"' in get(network.vitre).text
        reserve(Page.objects.child_of(network.vitre.site.root_page).get(slug=slug))
        html = get(network.vitre).text
        header, footer = html.split("</header>")[0], html.split("<footer")[-1]
        assert f'href="/{slug}/"' not in header + footer
    assert NewsIndexPage.objects.child_of(network.fougeres.site.root_page).exists()
    assert 'href="/actualites/"' in get(network.fougeres).text


def test_the_menu_follows_a_page_from_one_section_to_another(network, get, named):
    other = ContentPageFactory(parent=network.vitre.site.root_page, slug="ailleurs")
    assert 'href="/nous-connaitre/zanzibar/"' in get(network.vitre).text
    named.move(Page.objects.get(pk=other.pk), pos="last-child")
    html = get(network.vitre).text
    assert 'href="/ailleurs/zanzibar/"' in html
    assert 'href="/nous-connaitre/zanzibar/"' not in html
