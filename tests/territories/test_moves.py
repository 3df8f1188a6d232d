"""A page that the region moves to another site is that site's, and no more the one's it left."""

from home.news.models import NewsIndexPage, NewsPage
from tests.factories.home import ContentPageFactory, LandingPageFactory, NewsPageFactory


def test_news_moved_to_another_site_are_listed_there_alone(network, get):
    news = NewsPageFactory(territory=network.vitre, title="Une nouvelle qui part")
    lists = [(network.vitre, True), (network.fougeres, False)]
    for territory, listed in lists:
        shown = get(territory, "/actualites/").content.decode()
        assert (news.title in shown) is listed
    there = NewsIndexPage.objects.get(territory=network.fougeres)
    news.move(there, pos="last-child")
    assert NewsPage.objects.get(pk=news.pk).territory == network.fougeres
    # Both lists were kept: both are made again.
    for territory, listed in lists:
        shown = get(territory, "/actualites/").content.decode()
        assert (news.title in shown) is not listed


def test_a_branch_moves_whole_and_its_search_follows(network):
    section = LandingPageFactory(territory=network.vitre, title="Rubrique")
    page = ContentPageFactory(territory=network.vitre, parent=section, title="Zythologie locale")
    section.move(network.fougeres.site.root_page, pos="last-child")
    page.refresh_from_db()
    section.refresh_from_db()
    assert (section.territory, page.territory) == (network.fougeres, network.fougeres)
    found = type(page).objects.filter(territory=network.fougeres).search("zythologie")
    assert [result.pk for result in found] == [page.pk]


def test_a_page_moved_within_its_site_is_left_alone(network, django_assert_max_num_queries):
    section = LandingPageFactory(territory=network.vitre, title="Rubrique")
    page = ContentPageFactory(territory=network.vitre, title="Une page")
    page.move(section, pos="last-child")
    page.refresh_from_db()
    assert page.territory == network.vitre
