"""The finder: by keyboard with suggestions, and without any script."""

import re

from playwright.sync_api import expect

ANSWER = re.compile("ESS pays de Cornouaille")


def test_suggestions_by_keyboard(visitor, site_url):
    visitor.goto(site_url("bretagne"))
    field = visitor.get_by_role("combobox", name="Votre commune ou votre code postal")
    field.focus()
    visitor.keyboard.type("quimpe")
    options = visitor.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(visitor.locator("[data-finder-status]")).to_contain_text("suggestion")
    visitor.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    visitor.keyboard.press("Enter")
    expect(visitor.locator("h1")).to_contain_text("Quimper")
    expect(visitor.locator("main")).to_contain_text(ANSWER)


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(visitor, site_url):
    visitor.goto(site_url("bretagne"))
    field = visitor.get_by_role("combobox", name="Votre commune ou votre code postal")
    field.press_sequentially("vitr")
    expect(visitor.get_by_role("listbox")).to_be_visible()
    visitor.keyboard.press("Escape")
    expect(visitor.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("vitr")


def find(page, site_url, words: str, site: str = "vitre") -> None:
    """Ask the finder as a visitor does, from a home page."""
    page.goto(site_url(site))
    page.fill("input[name=q]", words)
    page.click("form.finder button[type=submit]")


def test_without_script_a_commune_is_answered(without_javascript, site_url):
    find(without_javascript, site_url, "quimper")
    expect(without_javascript.locator("h1")).to_contain_text("Quimper")
    expect(without_javascript.locator("main")).to_contain_text(ANSWER)


def test_without_script_accents_case_and_saint_do_not_matter(without_javascript, site_url):
    find(without_javascript, site_url, "SAINT-BRIEUC")
    expect(without_javascript.locator("main")).to_contain_text("ESS pays de Saint-Brieuc")
    find(without_javascript, site_url, "st brieuc")
    expect(without_javascript.locator("main")).to_contain_text("ESS pays de Saint-Brieuc")


def test_without_script_a_shared_postcode_asks(without_javascript, site_url):
    find(without_javascript, site_url, "35500")
    page = without_javascript
    expect(page.locator("h1")).to_contain_text("communes possibles")
    page.locator("main").get_by_role("link", name="Vitré", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Vitré")


def test_without_script_a_merged_commune_is_found_by_its_old_name(without_javascript, site_url):
    """Saint-Thégonnec and Loc-Éguiner became one commune in 2016."""
    find(without_javascript, site_url, "loc eguiner saint thegonnec")
    expect(without_javascript.locator("main")).to_contain_text("ESS pays de Morlaix")


def test_without_script_nonsense_says_so_and_keeps_the_words(without_javascript, site_url):
    find(without_javascript, site_url, "zzyzx <b>")
    page = without_javascript
    expect(page.locator("h1")).to_contain_text("zzyzx <b>")
    expect(page.locator("main input[name=q]")).to_have_value("zzyzx <b>")
    expect(page.locator("main")).to_contain_text("Vérifiez l’orthographe")


def test_without_script_an_empty_question_is_told(without_javascript, site_url):
    find(without_javascript, site_url, "")
    page = without_javascript
    expect(page.locator("main input[name=q]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".error-text")).to_be_visible()
