"""A translator puts the home of a pays into Breton, and its team publishes it."""

import re

import pytest
from playwright.sync_api import expect

from .checks import axe_violations, sideways
from .conftest import NARROW, WIDE
from .pictures import illustrate
from .server import run

SITE, TITLE = "ESS pays de Vitré", "EBK bro Gwitreg"
# Wagtail's address of the home in Breton.
COPY = "vitre-1"


@pytest.fixture(autouse=True)
def _cleaned(demo):
    clean = ["-m", "tests.browser.cleaning", COPY]
    run(clean, demo[1])
    yield
    run(clean, demo[1])


def submit(page, admin_url) -> None:
    """From the list of sites to the screen where one translates."""
    page.goto(admin_url("pages/"))
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=SITE, exact=True))
    row.get_by_role("button", name=re.compile("options")).click()
    page.get_by_role("link", name="Traduire cette page").last.click()
    page.get_by_label("Brezhoneg").check()
    illustrate(page, "traduction-choisir", of="main", height=330)
    page.get_by_role("button", name="Soumettre").click()
    expect(page.locator(".messages .success")).to_be_visible()


def test_a_translator_translates_and_the_team_publishes(admin, admin_url, site_url):
    page = admin("traduction")
    submit(page, admin_url)
    editor = page.url
    page.get_by_role("button", name="Traduire", exact=True).first.click()
    page.locator(".js-translation-editor textarea").first.fill(TITLE)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("Traduit manuellement")).to_be_visible()
    illustrate(page, "traduction-ecran")
    actions = page.get_by_role("navigation", name="Actions")
    expect(actions.get_by_role("link", name="Prévisualiser")).to_be_visible()
    for trap in ("Supprimer", "Arrêter", "Publier"):
        expect(actions.get_by_text(trap)).not_to_be_visible()
    # wagtail-localize draws no title, and hides the field of a file behind a button.
    theirs = ("page-has-heading-one", "label (1)")
    faults = [fault for fault in axe_violations(page) if not fault.startswith(theirs)]
    page.set_viewport_size(NARROW)
    faults += sideways(page)
    page.set_viewport_size(WIDE)
    assert not faults

    team = admin("pays")
    team.goto(editor)
    expect(team.locator(".js-translation-editor")).to_contain_text(TITLE)
    team.get_by_role("navigation", name="Actions").get_by_text("Publier").first.click()
    expect(team.locator(".messages")).to_contain_text(TITLE)
    team.goto(site_url("vitre"))
    expect(team.locator("html")).to_have_attribute("lang", "fr")
    expect(team.locator("header")).to_contain_text(SITE)
