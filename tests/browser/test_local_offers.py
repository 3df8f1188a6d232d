"""A pays has adapted an offer of the region's, and reads its own text again when the common one has changed."""

import re

import pytest
from playwright.sync_api import expect

from .pictures import illustrate

OFFER = "Le premier accueil : une heure pour votre idée"
ADDED = " Sans rendez-vous le jeudi."
FIGURE = "Textes locaux, ESS pays de Vitré"


def rewrite(page, promise: str) -> None:
    """Change the promise of the offer whose form is open, and publish it."""
    page.fill("#id_promise", promise)
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()


def open_local_text(page, admin_url) -> None:
    """From the health board to what changed."""
    page.goto(admin_url("sante/"))
    page.get_by_role("link", name=FIGURE).click()
    page.get_by_role("link", name=re.compile(OFFER)).first.click()


def read_again(page) -> None:
    page.get_by_role("button", name="C’est relu").click()
    expect(page.locator(".messages .success")).to_be_visible()


@pytest.fixture
def pays(admin):
    return admin("pays")


@pytest.fixture
def _rewritten(admin, admin_url, pays):
    """The region has added a sentence to the common text; all is put back."""
    page = admin("region")
    page.goto(admin_url("pages/search/?q=premier+accueil"))
    page.get_by_role("link", name=OFFER).first.click()
    form, promise = page.url, page.input_value("#id_promise")
    rewrite(page, promise + ADDED)
    yield
    page.goto(form)
    rewrite(page, promise)
    open_local_text(pays, admin_url)
    read_again(pays)


@pytest.mark.usefixtures("_rewritten")
def test_a_pays_reads_its_text_again_when_the_common_one_changes(pays, admin_url):
    open_local_text(pays, admin_url)
    expect(pays.locator("main")).to_contain_text(ADDED.strip())
    expect(pays.locator("main")).to_contain_text("Portes de Bretagne Solidaires vous")
    illustrate(pays, "sante-texte-local", of="main", height=450)
    read_again(pays)
    pays.goto(admin_url("sante/"))
    expect(pays.get_by_role("table")).to_contain_text("ESS pays de Vitré")
    expect(pays.get_by_role("link", name=FIGURE)).to_have_count(0)
