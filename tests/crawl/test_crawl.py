"""Every link of every site of a small network works, and stays on its own host."""

import pytest
from django.urls import reverse

from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory
from tests.factories.resources import ActivityPageFactory, ProjectPageFactory, ToolPageFactory

from .crawl import WRONG
from .reading import Link, read
from .rules import Network, page_faults, why_elsewhere
from .walk import Answer, Limits, Walk

HOSTS = Network("test")


@pytest.fixture
def fetch(client):
    """Ask Django's test client as one asks a server."""

    def ask(url: str) -> Answer:
        host, _, path = url.removeprefix("http://").partition("/")
        response = client.get(f"/{path}", headers={"host": host})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = response.headers
        return Answer(
            response.status_code, headers.get("Content-Type", ""), headers.get("Location", ""), body
        )

    return ask


@pytest.fixture
def content(network):
    """Something of each kind, here and there."""
    for territory in (network.region, network.ess_35, network.vitre):
        NewsPageFactory(territory=territory)
        EventPageFactory(territory=territory)
        ContentPageFactory(territory=territory)
    for factory in (ActivityPageFactory, ToolPageFactory, ProjectPageFactory):
        factory(territory=network.region)
        factory(territory=network.vitre)


def walk_from(fetch, *homes: str) -> Walk:
    """Walk over the small network; static files are asked for by the crawl of the demonstration."""
    walk = Walk(fetch, HOSTS, Limits(pages=2000, seconds=120, variants=1, ignore=("/static/",)))
    walk.run(homes)
    return walk


def test_every_link_works_and_no_page_leaks_to_another_host(network, content, fetch):
    walk = walk_from(fetch, "http://bretagne.test/")
    assert walk.hosts() == {territory.site.hostname for territory in network.all}
    assert not walk.stopped
    assert not walk.faults, "\n".join(f"{k}: {v[:5]}" for k, v in walk.faults.items())


def test_what_is_typed_wrongly_is_answered_politely(network, fetch):
    for path in WRONG:
        for host in ("bretagne.test", "vitre.test"):
            assert fetch(f"http://{host}{path}").status in (200, 301, 400, 404), (host, path)


def test_visitors_never_see_the_admin(network, fetch):
    page = read(fetch("http://vitre.test/").body.decode())
    assert reverse("wagtailadmin_home") not in {link.address for link in page.links}


@pytest.mark.parametrize(
    ("kind", "source", "target", "reason"),
    [
        ("canonical", "/ressources/blabla/", "/ressources/blabla/", "canonical"),
        ("a", "/", "/", "network"),
        ("a", "/actualites/", "/actualites/une-nouvelle/", "diffusion"),
        ("a", "/agenda/?ou=partout", "/agenda/un-rendez-vous/", "diffusion"),
        ("a", "/nous-connaitre/", "/actualites/une-nouvelle/", ""),
        ("a", "/recherche/?q=laine&ou=partout", "/nous-connaitre/une-page/", "network"),
        ("a", "/recherche/?q=laine", "/nous-connaitre/une-page/", ""),
        ("a", "/trouver/", "/contact/", "finder"),
        ("a", "/", "/ressources/blabla/", ""),
        ("a", "/", "/agenda/", ""),
        ("img", "/", "/media/images/a.webp", ""),
    ],
)
def test_links_to_another_host_have_a_reason(kind, source, target, reason):
    link = Link(kind, f"http://vitre.test{target}")
    assert why_elsewhere(f"http://bretagne.test{source}", link, link.address) == reason


def test_a_bad_page_is_seen_as_such():
    """The crawl is worth nothing if it finds nothing on a page full of faults."""
    html = '<h1>Un</h1><h1>Deux</h1><p id="a"><p id="a"><label for="b">Ã©</label><img src="x">'
    faults = page_faults(read(html), html)
    assert {fault.split(" : ")[0] for fault in faults} == {
        "2 h1",
        "sans lang",
        "sans title",
        "sans meta charset utf-8",
        "sans canonical",
        "sans description",
        "id en double",
        "renvoi vers un id absent",
        "1 image(s) sans alt",
        "texte mal encodé",
    }


def test_dead_links_redirects_and_lost_anchors_are_seen():
    head = '<html lang="fr"><meta charset="utf-8"><meta name="robots" content="noindex"><title>T</title><h1>T</h1>'
    answers = {
        "http://a.test/": '<a href="/mort/"><a href="/vieux"><a href="#rien"><a href="http://b.test/x/"><img src="http://tiers.example/i.png" alt="">',
        "http://b.test/x/": "",
    }

    def fetch(url: str) -> Answer:
        if url == "http://a.test/vieux":
            return Answer(301, location="/vieux/")
        if url == "http://a.test/vieux/":
            return Answer(301, location="/")
        if url in answers:
            return Answer(200, "text/html; charset=utf-8", body=(head + answers[url]).encode())
        return Answer(404)

    walk = Walk(fetch, HOSTS, Limits())
    walk.run(["http://a.test/"])
    assert set(walk.faults) == {
        "Réponse 404",
        "Redirections en chaîne",
        "Ancre absente",
        "Lien vers un autre site",
        "Chargé chez un tiers",
    }
