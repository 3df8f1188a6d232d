"""Whole pages are kept for visitors, and forgotten by the sites concerned only."""

import gzip

import pytest
from django.http import HttpResponse

from core import middleware
from core.middleware import PageCacheMiddleware
from core.models import User
from core.templatetags.brand import accent_icon
from home.news.models import NewsPage
from territories.models import Diffusion, TerritorySettings
from tests.factories.home import NewsPageFactory


def is_kept(response) -> bool:
    return "ETag" in response.headers


@pytest.fixture
def warm(network, get):
    """Both sites' news lists, fetched once. An empty one would show what its groupement has."""
    for territory in (network.vitre, network.fougeres):
        NewsPageFactory(territory=territory)
        assert is_kept(get(territory, "/actualites/"))


def test_a_kept_page_costs_no_query(network, get, warm, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert get(network.vitre, "/actualites/").status_code == 200


def test_publication_empties_its_own_site_only(network, get, warm, django_assert_num_queries):
    news = NewsPageFactory(territory=network.vitre, title="Une nouvelle", live=False)
    news.save_revision().publish()
    assert "Une nouvelle" in get(network.vitre, "/actualites/").content.decode()
    with django_assert_num_queries(0):
        get(network.fougeres, "/actualites/")


def test_diffusion_empties_the_receiving_site(network, get, warm):
    news = NewsPageFactory(territory=network.vitre, title="Une nouvelle")
    assert "Une nouvelle" not in get(network.fougeres, "/actualites/").content.decode()
    Diffusion.objects.create(page=news, territory=network.fougeres, state="accepted")
    assert "Une nouvelle" in get(network.fougeres, "/actualites/").content.decode()


def test_what_is_for_all_of_brittany_no_more_is_forgotten_everywhere(network, get, warm):
    news = NewsPageFactory(territory=network.region, title="Pour tous", everywhere=True)
    news.save_revision().publish()
    assert "Pour tous" in get(network.vitre, "/actualites/").content.decode()
    news = NewsPage.objects.get(pk=news.pk)
    news.everywhere = False
    news.save_revision().publish()
    assert "Pour tous" not in get(network.vitre, "/actualites/").content.decode()


def test_settings_empty_the_site_and_those_below(network, get, django_assert_num_queries):
    get(network.vitre)
    get(network.cornouaille)
    settings = TerritorySettings.for_site(network.ess_35.site)
    settings.phone = "02 00 00 00 00"
    settings.save()
    with django_assert_num_queries(0):
        get(network.cornouaille)
    assert is_kept(get(network.vitre))


def test_a_territory_s_new_name_shows_everywhere(network, get):
    get(network.cornouaille, "/trouver/")  # where every site lists every pays
    network.vitre.short_name = "Nouveau nom"
    network.vitre.save()
    assert "Nouveau nom" in get(network.cornouaille, "/trouver/").content.decode()


def test_who_is_signed_in_neither_gets_nor_makes_a_kept_page(network, client, get):
    user = User.objects.create_superuser("admin", "", "secret")
    client.force_login(user)
    assert not is_kept(get(network.vitre))
    client.logout()
    assert is_kept(get(network.vitre))


def test_answers_are_compressed_and_revalidated(network, client):
    host = network.vitre.site.hostname
    first = client.get("/", headers={"host": host, "accept-encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    known = {"host": host, "if-none-match": first.headers["ETag"]}
    again = client.get("/", headers=known)
    assert again.status_code == 304
    assert again.content == b""


def test_errors_and_redirects_are_not_kept(network, get):
    assert not is_kept(get(network.vitre, "/rien/"))
    assert not is_kept(get(network.vitre, "/agenda"))


def test_kept_pages_are_whole_for_those_who_cannot_unpack_them(network, client):
    host = {"host": network.vitre.site.hostname}
    first = client.get("/", headers=host)
    packed = client.get("/", headers=host | {"accept-encoding": "br, gzip;q=0.5"})
    plain = client.get("/", headers=host | {"accept-encoding": "gzip;q=0"})
    assert gzip.decompress(packed.content) == first.content == plain.content
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Content-Length"] == str(len(plain.content))


def test_head_says_what_get_would_send(network, client):
    host = {"host": network.vitre.site.hostname}
    whole = client.get("/", headers=host)
    head = client.head("/", headers=host)
    assert head.content == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    assert head.headers["ETag"] == whole.headers["ETag"]


def test_head_asked_first_says_the_same_and_keeps_nothing(network, client, get):
    host = {"host": network.vitre.site.hostname}
    head = client.head("/", headers=host)
    whole = client.get("/", headers=host)
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]
    assert head.content == b""


@pytest.mark.parametrize("known", ["*", '"autre", {}', "{}"])
def test_a_known_page_is_not_sent_again(network, client, known):
    host = {"host": network.vitre.site.hostname}
    etag = client.get("/", headers=host).headers["ETag"]
    again = client.get("/", headers=host | {"if-none-match": known.format(etag)})
    assert again.status_code == 304
    assert again.headers["ETag"] == etag
    assert "Cookie" in again.headers["Vary"]


def test_each_host_has_its_own_icon_at_the_usual_address(network, get):
    for territory in (network.vitre, network.cornouaille):
        icon = get(territory, "/favicon.ico").url
        assert icon == accent_icon(territory.accent, "favicon.ico")
        assert f'href="{icon}"' in get(territory).content.decode()
    assert network.vitre.accent != network.cornouaille.accent


def test_one_host_s_pages_are_never_another_s(network, get):
    bodies = {get(territory).content for territory in network.all for _ in range(2)}
    assert len(bodies) == len(network.all)


def test_a_waiting_message_goes_around_kept_pages(network, client, get):
    assert is_kept(get(network.vitre))
    client.cookies["messages"] = "x"
    assert not is_kept(get(network.vitre))


def test_an_answer_with_its_own_policy_is_not_kept():
    response = HttpResponse("x")
    assert PageCacheMiddleware.may_keep(response)
    response._csp_config = {}
    assert not PageCacheMiddleware.may_keep(response)


def test_only_one_request_makes_an_old_page_again(rf, monkeypatch):
    """The others are given the old one meanwhile."""
    made = []

    def view(request):
        made.append(1)
        if len(made) == 2:  # while it is made again, somebody else comes
            assert pages(rf.get("/")).content == b"1"
        return HttpResponse(str(len(made)))

    pages = PageCacheMiddleware(view)
    assert pages(rf.get("/")).content == b"1"
    now = middleware.time.time()
    monkeypatch.setattr(middleware.time, "time", lambda: now + middleware.MAX_AGE)
    assert pages(rf.get("/")).content == b"2"
    assert [pages(rf.get("/")).content, len(made)] == [b"2", 2]


def test_an_old_page_that_is_gone_is_not_given_any_more(rf, monkeypatch):
    statuses = iter([200, 404])
    pages = PageCacheMiddleware(lambda request: HttpResponse("x", status=next(statuses, 500)))
    assert pages(rf.get("/")).status_code == 200
    now = middleware.time.time()
    monkeypatch.setattr(middleware.time, "time", lambda: now + middleware.MAX_AGE)
    assert pages(rf.get("/")).status_code == 404
    assert pages(rf.get("/")).status_code == 500


def test_what_is_not_kept_is_compressed_too(network, client):
    headers = {"host": network.vitre.site.hostname, "accept-encoding": "gzip"}
    answer = client.get("/trouver/?q=nulle-part", headers=headers)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert b"nulle-part" in gzip.decompress(answer.content)
