"""A referent takes up a colleague's sheet of her territory, and opens no other territory's."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .conftest import NARROW
from .pictures import illustrate

SAVE = "Enregistrer le brouillon"


@pytest.fixture
def open_sheets(admin_url):
    """From the menu to the sheets that one keeps."""

    def open_them(page) -> None:
        page.goto(admin_url())
        page.locator(".sidebar-menu-item__link", has_text="Fiches").click()

    return open_them


@pytest.fixture
def colleague(admin, admin_url, open_sheets):
    """A new sheet of somebody else's of Vitré: her page, its title and its number. Taken away again."""
    page, title = admin("pays"), f"Le jeu des circuits courts n° {uuid4().int % 100_000}"
    open_sheets(page)
    page.get_by_role("link", name="Ajouter une sous-page").first.click()
    page.get_by_role("link", name=re.compile("^Outil")).click()
    page.fill("#id_title", title)
    page.fill("#id_summary", "Une heure pour suivre un légume, du champ à l’assiette.")
    # Wagtail makes the address of the title, a moment after it was left.
    expect(page.locator("#id_slug")).not_to_have_value("")
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".messages .success")).to_contain_text(title)
    number = page.url.split("/pages/")[1].split("/")[0]
    yield page, title, number
    page.goto(admin_url(f"pages/{number}/delete/"))
    page.get_by_role("button", name="Oui, le supprimer").click()


def test_a_referent_takes_up_a_colleague_s_sheet(admin, colleague, open_sheets):
    _, title, _ = colleague
    page = admin("referent")
    open_sheets(page)
    expect(page.locator("h1, .w-breadcrumbs").first).to_contain_text("Fiches — ESS pays de Vitré")
    illustrate(page, "fiches-dossier", height=320)
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.locator("#id_title")).to_have_value(title)
    illustrate(page, "fiches-collegue", height=640)
    page.fill("#id_summary", "Une heure et quart, à deux classes.")
    expect(page.locator("footer button[name=action-publish]")).to_have_count(0)
    page.get_by_role("button", name="Plus d'actions").click()
    page.locator("footer button[name=action-submit]").click()
    expect(page.locator(".messages .success")).to_contain_text(title)
    page.get_by_role("link", name=title, exact=True).first.click()
    expect(page.locator("#id_summary")).to_have_value("Une heure et quart, à deux classes.")


def test_she_opens_no_other_territory_s(admin, admin_url, open_sheets):
    region, page = admin("region"), admin("referent")
    open_sheets(region)
    row = region.get_by_role("row", name="Fiches — ESS pays de Fougères")
    row.locator("td.children a").click()
    theirs, sheet = region.url, region.locator("main tbody .title-wrapper a").first
    page.goto(admin_url() + sheet.get_attribute("href").removeprefix("/admin/"))
    expect(page).to_have_url(admin_url())
    expect(page.locator("#id_title")).to_have_count(0)
    page.goto(theirs)
    expect(page.locator("h1, header").first).to_contain_text("Fiches — ESS pays de Vitré")
    expect(page.locator("body")).not_to_contain_text("Fougères")


def test_a_taken_address_is_said_and_nothing_is_lost(
    browser, browser_context_args, signed_in, open_sheets
):
    # What a form refuses in the background is an error in the console: not a watched page.
    context = browser.new_context(**browser_context_args, storage_state=signed_in("referent"))
    page = context.new_page()
    open_sheets(page)
    page.get_by_role("link", name="Ajouter une sous-page").first.click()
    page.get_by_role("link", name=re.compile("^Outil")).click()
    page.fill("#id_title", "Arpentage")
    page.locator("#id_title").press("Tab")
    expect(page.locator("#id_slug")).to_have_value("arpentage")
    page.get_by_role("button", name=SAVE).click()
    page.get_by_role("tab", name="Promotion").click()
    said = page.get_by_text("a déjà l’adresse « arpentage »").first
    expect(said).to_be_visible()
    illustrate(page, "fiches-adresse", height=500)
    page.get_by_role("tab", name="Contenu").click()
    expect(page.locator("#id_title")).to_have_value("Arpentage")
    context.close()


def test_a_groupement_finds_the_folders_of_its_pays(admin, open_sheets):
    page = admin("groupement")
    open_sheets(page)
    for name in ("ESS 35", "ESS pays de Vitré", "ESS pays de Fougères"):
        expect(page.locator("main")).to_contain_text(f"Fiches — {name}")
    expect(page.locator("main")).not_to_contain_text("Fiches — ESS pays de Brest")
    illustrate(page, "fiches-groupement", height=720)


def test_the_folder_fits_a_telephone(admin, admin_url, draw):
    page = admin("referent")
    page.set_viewport_size(NARROW)
    page.goto(admin_url("fiches/"))
    expect(page.locator("main table")).to_be_visible()
    draw(page, "fiches-320")
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
