"""A page travels from a pays to its groupement: proposed, accepted, pinned, hidden."""

import re
from uuid import uuid4

from playwright.sync_api import expect

from .conftest import NARROW, let_every_process_know
from .pictures import illustrate
from .test_admin import page_id


def publish_proposed(page, admin_url, kinds, title: str) -> str:
    """Publish a piece of news of the pays of Vitré, proposed to ESS 35; its id."""
    page.goto(admin_url(f"pages/add/news/newspage/{page_id(kinds, 'NewsIndexPage')}/"))
    page.fill("#id_title", title)
    page.fill("#id_summary", "Venez avec un objet en panne, repartez avec un objet qui marche.")
    # With the keyboard alone.
    choice = page.get_by_role("group", name="Région et groupements").get_by_label("ESS 35")
    choice.focus()
    page.keyboard.press("Space")
    expect(choice).to_be_checked()
    expect(page.get_by_label("Toute la Bretagne")).to_be_disabled()
    choice.evaluate("choice => choice.scrollIntoView({block: 'center'})")
    illustrate(page, "diffusion-proposer")
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Publier").click()
    edit = page.locator(".messages .success a[href*='/edit/']")
    return edit.get_attribute("href").split("/")[-3]


def decide(page, title: str, words: str) -> None:
    """Tick a received page and press a button."""
    page.get_by_role("checkbox", name=f"Choisir « {title} »").check()
    page.get_by_role("button", name=words, exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()


def look_again(visitor) -> None:
    let_every_process_know(visitor)
    visitor.reload()


def test_a_groupement_accepts_pins_and_hides_what_a_pays_proposes(
    admin, browser, admin_url, kinds, site_url
):
    # Read in the pictures of the guide too.
    title = f"Atelier de réparation n° {uuid4().int % 100_000}"
    pays, groupement, visitor = admin("pays"), admin("groupement"), browser.new_page()
    number = publish_proposed(pays, admin_url, kinds, title)
    news, row = visitor.locator("main"), groupement.get_by_role("row", name=title)

    visitor.goto(site_url("ess-35", "/actualites/"))
    expect(news).not_to_contain_text(title)
    groupement.goto(admin_url())
    illustrate(groupement, "diffusion-a-decider", of="#received-section")
    groupement.get_by_role("button", name=f"Accepter « {title} »").click()
    expect(groupement.locator(".messages .success")).to_contain_text("1 page acceptée")

    look_again(visitor)
    listed = visitor.locator("main :is(li, article, .lead-news)").filter(has_text=title)
    expect(listed).to_contain_text("ESS pays de Vitré")
    # In the menu: where others wait still, the dashboard's panel leads there too.
    groupement.locator(".sidebar-menu-item__link", has_text="Reçues").click()
    decide(groupement, title, "Épingler")
    expect(row).to_contain_text("Épinglée")
    illustrate(groupement, "diffusion-recues", height=750)
    look_again(visitor)
    expect(news).to_contain_text(title)
    pays.goto(admin_url(f"pages/{number}/edit/"))
    expect(pays.locator("#id_proposed_to")).to_contain_text("épinglée")

    decide(groupement, title, "Masquer")
    expect(row).to_contain_text("Masquée")
    look_again(visitor)
    expect(news).not_to_contain_text(title)
    visitor.goto(site_url("vitre", "/actualites/"))
    expect(news).to_contain_text(title)

    pays.goto(admin_url(f"pages/{number}/unpublish/"))
    pays.get_by_role("button", name=re.compile("dépublier", re.IGNORECASE)).click()
    expect(pays.locator(".messages .success")).to_be_visible()
    groupement.reload()
    expect(row).to_have_count(0)
    visitor.close()


def test_all_the_pages_of_a_list_are_ticked_at_once(admin, admin_url):
    page = admin("region")
    page.goto(admin_url("recues/"))
    rows = page.get_by_role("checkbox", name=re.compile("^Choisir «"))
    page.get_by_role("checkbox", name="Cocher toutes les pages").check()
    expect(page.locator("input[name=page]:checked")).to_have_count(rows.count())


def test_the_list_fits_a_telephone(admin, admin_url):
    page = admin("groupement")
    page.set_viewport_size(NARROW)
    page.goto(admin_url("recues/"))
    expect(page.get_by_role("button", name="Masquer", exact=True)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    # A row wraps: nothing that tells what one decides about is cut at the edge.
    rows = page.get_by_role("region", name="Pages que ESS 35 a reçues")
    assert rows.evaluate("element => element.scrollWidth <= element.clientWidth")


def test_a_draft_shows_its_wish_and_a_refused_form_keeps_it(admin, admin_url, kinds):
    page = admin("pays")
    page.goto(admin_url(f"pages/{page_id(kinds, 'NewsPage')}/edit/"))
    choice = page.get_by_label("ESS pays de Redon")
    choice.check()
    page.fill("#id_title", "")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.locator(".messages .error, .w-status--error, .error-message").first).to_be_visible()
    expect(choice).to_be_checked()
