"""A sheet goes from a referent to her territory's communication, then to the region that chose so."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .checks import sideways
from .conftest import NARROW, WIDE
from .pictures import illustrate

AWAITING = "#awaiting-review-section"


@pytest.fixture
def draw(draw):
    """Draw once what slides or fades has come to rest."""

    def draw_at_rest(page, name: str) -> None:
        page.wait_for_timeout(500)
        draw(page, name)

    return draw_at_rest


def choose_region_last(page, admin_url, wanted: bool) -> None:
    """Tick or untick the option of the region, in the form of its territory."""
    page.goto(admin_url("territoires/"))
    page.get_by_role("link", name="ESS Bretagne", exact=True).first.click()
    choice = page.get_by_label("les fiches passent aussi par la région")
    choice.set_checked(wanted)
    if wanted:
        illustrate(page, "validation-option")
    page.get_by_role("button", name="Sauvegarder").click()
    expect(page.locator(".messages .success")).to_be_visible()


@pytest.fixture
def region(admin, admin_url):
    """The region, which sees sheets last as long as the test lasts."""
    page = admin("region")
    choose_region_last(page, admin_url, True)
    yield page
    choose_region_last(page, admin_url, False)


def press(page, words: str) -> None:
    """An action of the menu at the foot of the form."""
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name=words).first.click()


def send_sheet(page, admin_url, title: str) -> str:
    """Write a tool in the folder of one's territory, and send it to review; its id."""
    page.goto(admin_url())
    page.get_by_role("link", name="Fiches", exact=True).click()
    page.wait_for_url(re.compile(r"/pages/\d+/"))
    folder = re.search(r"/pages/(\d+)/", page.url).group(1)
    page.goto(admin_url(f"pages/add/resources/toolpage/{folder}/"))
    page.fill("#id_title", title)
    page.fill(
        "#id_summary", "Une affiche à lire ensemble, pour dire ce qu’est l’ESS près de chez soi."
    )
    page.select_option("#id_purpose", index=1)
    page.select_option("#id_format", index=1)
    expect(page.get_by_role("button", name="Publier")).to_have_count(0)
    page.get_by_role("button", name="Plus d'actions").click()
    illustrate(page, "validation-envoyer")
    page.get_by_role("button", name=re.compile("Validation des fiches")).click()
    edit = page.locator(".messages .success a[href*='/edit/']")
    return edit.get_attribute("href").split("/")[-3]


def asked(page, admin_url, title: str):
    """The row of the dashboard about a sheet."""
    page.goto(admin_url())
    return page.locator(AWAITING).get_by_role("row", name=title)


def test_a_sheet_goes_from_its_author_to_the_pays_then_to_the_region(
    admin, admin_url, region, browser, site_url, draw
):
    title = f"Affiche de l’ESS n° {uuid4().int % 100_000}"
    referent, pays, visitor = admin("referent"), admin("pays"), browser.new_page()
    number = send_sheet(referent, admin_url, title)
    referent.goto(admin_url(f"pages/{number}/edit/"))
    draw(referent, "validation-attente")
    expect(asked(region, admin_url, title)).to_have_count(0)

    row = asked(pays, admin_url, title)
    expect(row).to_be_visible()
    illustrate(pays, "validation-a-relire", of="#awaiting-review-section")
    pays.set_viewport_size(NARROW)
    draw(pays, "validation-a-relire-320")
    pays.set_viewport_size(WIDE)
    row.get_by_role("link", name=title).click()
    # Nothing was changed in the form: what it holds is approved as it was sent.
    pays.get_by_role("button", name="Plus d'actions").click()
    expect(pays.get_by_role("button", name="Publier", exact=True)).to_have_count(0)
    draw(pays, "validation-relire")
    pays.get_by_role("button", name="Approuver", exact=True).click()
    expect(pays.locator(".messages .success")).to_be_visible()
    expect(pays.locator(".messages .error")).to_have_count(0)

    row = asked(region, admin_url, title)
    expect(row).to_be_visible()
    row.get_by_role("button", name="Actions").click()
    region.get_by_role("button", name="Demander des changements").click()
    dialog = region.locator(".modal-dialog")
    dialog.get_by_role("textbox").fill("Dites où l’imprimer.")
    illustrate(region, "validation-demander")
    dialog.get_by_role("button", name="Demander des changements").click()
    expect(dialog).to_have_count(0)
    expect(row).to_have_count(0)

    referent.goto(admin_url(f"pages/{number}/edit/"))
    referent.fill(
        "#id_summary", "Une affiche à imprimer en A3, pour dire ce qu’est l’ESS près de chez soi."
    )
    press(referent, re.compile("Soumettre à nouveau|Renvoyer|Resoumettre"))
    expect(referent.locator(".messages .success")).to_be_visible()

    row = asked(region, admin_url, title)
    row.get_by_role("button", name="Actions").click()
    region.get_by_role("button", name="Approuver", exact=True).click()
    expect(row).to_have_count(0)
    region.goto(admin_url(f"pages/{number}/edit/"))
    address = site_url("vitre", f"/ressources/{region.input_value('#id_slug')}/")
    assert visitor.goto(address).status == 200
    expect(visitor.locator("h1")).to_contain_text(title)
    visitor.close()


def test_whoever_corrects_a_sheet_lets_somebody_else_approve_it(admin, admin_url, draw):
    title = f"Jeu de l’ESS n° {uuid4().int % 100_000}"
    number = send_sheet(admin("referent"), admin_url, title)
    pays, groupement = admin("pays"), admin("groupement")
    pays.goto(admin_url(f"pages/{number}/edit/"))
    pays.fill("#id_summary", "Un jeu de cartes.")
    press(pays, re.compile("^Approuver"))
    message = pays.locator(".messages .error")
    expect(message).to_contain_text("Vous venez de modifier cette page")
    illustrate(pays, "validation-corrigee")
    pays.set_viewport_size(NARROW)
    draw(pays, "validation-corrigee-320")
    assert sideways(pays) == []
    row = asked(groupement, admin_url, title)
    row.get_by_role("button", name="Actions").click()
    groupement.get_by_role("button", name="Approuver", exact=True).click()
    expect(row).to_have_count(0)
