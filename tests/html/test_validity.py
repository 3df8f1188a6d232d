"""HTML is valid on one page of each kind, on three sites."""

import os
from urllib.parse import urlsplit

import pytest

from tests.crawl.crawl import Client

from .checker import CheckerMissingError, check, checker

pytestmark = pytest.mark.browser

# The French standard of accessibility wants it (RGAA 1.9.1), the checker finds it needless.
WANTED = "The “figure” role is unnecessary"


def test_a_fault_is_found(nu, tmp_path):
    page = tmp_path / "faulty.html"
    page.write_text('<!doctype html><html lang="fr"><title>T</title><p id="a"><p id="a"><li>x')
    assert any(message["type"] == "error" for message in check([page]))


def test_every_kind_of_page_is_valid(nu, demo, kinds, tmp_path):
    ask = Client(demo[0])
    pages = {}
    for site, entries in kinds.items():
        for number, entry in enumerate(entries.values()):
            path = tmp_path / f"{site}-{number}.html"
            path.write_bytes(ask(entry["url"]).body)
            pages[path.name] = entry["url"]
    ask.close()
    wrong = [
        f"{pages[os.path.basename(urlsplit(m['url']).path)]} ligne {m.get('lastLine')} : {m['message']}"
        for m in check([tmp_path / name for name in pages])
        if m["type"] != "info"
        or (m.get("subType") == "warning" and not m["message"].startswith(WANTED))
    ]
    assert not wrong, "\n".join(wrong[:40])


@pytest.fixture(scope="session")
def nu():
    """The checker; where it cannot be had the tests are left out, but never in CI."""
    try:
        return checker()
    except CheckerMissingError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(error))
