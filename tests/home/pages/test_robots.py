"""robots.txt: what robots may read, and where the sitemap of each site is."""

from urllib.robotparser import RobotFileParser

import pytest

pytestmark = pytest.mark.django_db


def test_robots_read_pages_and_the_search_form_but_neither_admin_nor_answers(network, client):
    text = client.get("/robots.txt", headers={"host": "vitre.test"}).text
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    assert parser.can_fetch("*", "http://vitre.test/recherche/")
    assert parser.can_fetch("*", "http://vitre.test/ressources/?page=2")
    assert not parser.can_fetch("*", "http://vitre.test/admin/")
    assert not parser.can_fetch("*", "http://vitre.test/recherche/?*"), (
        "a wildcard that Python's parser reads as it is"
    )
    assert parser.site_maps() == ["http://vitre.test/sitemap.xml"]
