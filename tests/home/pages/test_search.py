"""The search page of a site finds what its visitors may find, and nothing else."""

import pytest
from wagtail.models import PageViewRestriction

from home.listing.reach import NETWORK, PARAMETER
from territories.models import Diffusion
from tests.factories.home import ContentPageFactory, NewsPageFactory


def results(get, territory, words: str) -> str:
    response = get(territory, "/recherche/", data={"q": words})
    assert response.status_code == 200
    return response.content.decode()


def test_finds_its_own_pages_whatever_the_spelling(network, get):
    ContentPageFactory(territory=network.vitre, title="L’économie circulaire chez nous")
    for words in ("économie", "economie", "ECONOMIE CIRCULAIRE", "l'économie"):
        assert "circulaire chez nous" in results(get, network.vitre, words), words


def test_finds_nothing_of_another_site_but_by_diffusion(network, get):
    news = NewsPageFactory(territory=network.vitre, title="Brocante solidaire")
    assert "Brocante solidaire" not in results(get, network.fougeres, "brocante")
    Diffusion.objects.create(page=news, territory=network.fougeres, state="accepted")
    html = results(get, network.fougeres, "brocante")
    assert "Brocante solidaire" in html
    assert "http://vitre.test/actualites/" in html


def test_never_shows_drafts_nor_private_pages(network, get):
    NewsPageFactory(territory=network.vitre, title="Brocante en brouillon", live=False)
    private = NewsPageFactory(territory=network.vitre, title="Brocante privée")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    html = results(get, network.vitre, "brocante")
    assert "brouillon" not in html
    assert "privée" not in html


def test_robots_keep_the_form_and_leave_the_answers(network, get):
    index = {
        query: "noindex" not in get(network.vitre, f"/recherche/{query}").content.decode()
        for query in ("", "?q=", "?utm_source=lettre", "?q=brocante", f"?{PARAMETER}={NETWORK}")
    }
    assert index == {
        "": True,
        "?q=": True,
        "?utm_source=lettre": True,
        "?q=brocante": False,
        f"?{PARAMETER}={NETWORK}": False,
    }


@pytest.mark.parametrize(
    "words",
    ['"', "'", "\0", "*", "NEAR(", "(" * 50, "é" * 10_000, "🐙", " ", "AND OR NOT", "%s", "-"],
)
def test_garbage_is_answered_and_kept(network, get, words):
    html = results(get, network.vitre, words)
    assert "Rechercher" in html


def test_a_wrong_page_number_is_the_nearest_one(network, get):
    NewsPageFactory(territory=network.vitre, title="Brocante")
    for number in ("abc", "-1", "0", "9999"):
        response = get(network.vitre, "/recherche/", data={"q": "brocante", "page": number})
        assert response.status_code == 200
        assert "Brocante" in response.content.decode()
