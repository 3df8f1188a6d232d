"""The catalogue: filters with and without scripts, on a wide screen and on a telephone."""

import re

from playwright.sync_api import expect

from .conftest import NARROW


def total(page) -> int:
    """How many sheets the page says it found."""
    found = re.search(r"\d+", page.locator("#combien").inner_text())
    return int(found.group()) if found else 0


def choose_first(page):
    """Tick the first filter that has sheets, and give how many it announces."""
    choice = page.locator(".facet[open] label.choice:not(.choice-empty)").first
    announced = int(choice.locator(".count").inner_text())
    choice.locator("input").check()
    return announced


def test_filters_without_script(without_javascript, site_url):
    page = without_javascript
    page.goto(site_url("vitre", "/ressources/"))
    everything = total(page)
    expect(page.locator("#filtres")).to_be_visible()
    announced = choose_first(page)
    page.locator("#filtres button.button[type=submit]").click()
    assert total(page) == announced <= everything
    expect(page.get_by_role("heading", name="Filtres choisis")).to_be_attached()
    page.locator(".chosen-filters a, .chosen-filters button").first.click()
    assert total(page) == everything


def test_filters_with_script(visitor, site_url):
    visitor.goto(site_url("vitre", "/ressources/"))
    announced = choose_first(visitor)
    visitor.locator("#filtres button.button[type=submit]").click()
    expect(visitor.locator(".chosen-filters")).to_be_visible()
    assert total(visitor) == announced


def test_text_search_stays_on_the_site(visitor, site_url):
    visitor.goto(site_url("vitre", "/ressources/"))
    visitor.fill("#mots", "coopération")
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile(r"vitre\.localhost.*q=coop"))
    assert total(visitor) > 0
    expect(visitor.locator("#mots")).to_have_value("coopération")


def test_sorting_sends_the_form_at_once(visitor, site_url):
    visitor.goto(site_url("vitre", "/ressources/"))
    values = visitor.locator("#tri option").evaluate_all("found => found.map(o => o.value)")
    visitor.select_option("#tri", values[-1])
    expect(visitor).to_have_url(re.compile(f"tri={values[-1]}"))


def test_filters_fold_on_a_telephone(visitor, site_url):
    visitor.set_viewport_size(NARROW)
    visitor.goto(site_url("vitre", "/ressources/"))
    button = visitor.get_by_role("button", name=re.compile("Filtrer les fiches"))
    filters = visitor.locator("#filtres")
    expect(filters).to_be_hidden()
    button.click()
    expect(filters).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    visitor.keyboard.press("Escape")
    expect(filters).to_be_hidden()
    expect(button).to_be_focused()


def test_the_button_says_how_many_filters_are_chosen(visitor, kinds):
    visitor.set_viewport_size(NARROW)
    visitor.goto(kinds["vitre"]["catalogue filtré"]["url"])
    expect(visitor.locator(".filter-button")).to_contain_text(re.compile(r"\d choisis?"))
    # The chips stay outside of what is folded.
    expect(visitor.locator(".chosen-filters")).to_be_visible()


def test_filters_and_menu_are_simply_open_on_a_telephone_without_script(
    without_javascript, site_url
):
    page = without_javascript
    page.set_viewport_size(NARROW)
    page.goto(site_url("vitre", "/ressources/"))
    expect(page.locator("#filtres")).to_be_visible()
    expect(page.get_by_role("navigation", name="Menu principal")).to_be_visible()


def test_a_search_without_answer_says_what_to_do(visitor, site_url):
    visitor.goto(site_url("vitre", "/ressources/?q=zzyzx"))
    assert total(visitor) == 0
    expect(visitor.locator("#mots")).to_have_value("zzyzx")
    expect(visitor.locator(".empty-list")).to_be_visible()


def test_a_sheet_keeps_the_visitor_on_her_site(visitor, site_url):
    visitor.goto(site_url("vitre", "/ressources/"))
    visitor.locator(".results h4 a, .results h3 a").first.click()
    expect(visitor).to_have_url(re.compile(r"^http://vitre\.localhost"))
    canonical = visitor.locator("link[rel=canonical]").get_attribute("href")
    assert canonical.startswith(site_url("bretagne"))
