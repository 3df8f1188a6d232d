"""The editors' guide, read in the admin."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from core.guide.chapters import address, chapter, names
from tests.factories.people import make_person

ROOT = Path(__file__).parents[2]
LEADS = re.compile(r'(?:href|src)="([^"]+)"')


def status(client, path: str) -> int:
    """Of an answer that may be a file, which is read to its end: it closes then."""
    response = client.get(path)
    response.getvalue()
    return response.status_code


@pytest.mark.parametrize("name", sorted(names()))
def test_every_link_and_picture_of_a_chapter_is_there(admin_client, name):
    leads = [lead for lead in LEADS.findall(chapter(name).html) if not lead.startswith("http")]
    found = {lead: status(admin_client, lead) for lead in leads}
    assert {lead: code for lead, code in found.items() if code != 200} == {}


def test_every_chapter_is_reached_from_the_first():
    reached = set(LEADS.findall(chapter("index").html))
    assert {address(name) for name in names()} - {address("index")} <= reached


def test_every_picture_is_drawn_by_the_journey_that_it_illustrates():
    """So that `make pictures` draws them all again."""
    journeys = "".join(path.read_text() for path in (ROOT / "tests/browser").glob("test_*.py"))
    pictures = {path.stem for path in (ROOT / "docs/guide/images").iterdir()}
    assert pictures == set(re.findall(r'illustrate\(\w+, "([\w-]+)"', journeys))


def test_a_chapter_shows_its_title_once(admin_client):
    html = admin_client.get(address("fiches")).content.decode()
    (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    assert chapter("fiches").title in heading


def test_a_referent_is_led_to_it_and_to_no_other_site(client, network):
    client.force_login(make_person(network.vitre, "referent_group"))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert html.count(reverse("guide")) >= 2, "the menu and the account"
    assert "guide.wagtail.org" not in html
    assert "whats-new-in-wagtail" not in html
    assert client.get(reverse("guide")).status_code == 200


def test_it_is_behind_the_sign_in(client, db):
    for path in (reverse("guide"), reverse("guide_picture", args=["fiches-dossier.webp"])):
        assert client.get(path).status_code == 302


@pytest.mark.parametrize("path", ["inconnu/", "images/inconnu.png", "images/..%2Findex.md"])
def test_what_is_not_there_is_a_404(admin_client, path):
    assert admin_client.get(f"{reverse('guide')}{path}", follow=True).status_code == 404
