"""Skip links, visible focus, menu, without a mouse."""

import pytest
from playwright.sync_api import expect

from .checks import focus
from .conftest import NARROW


def test_skip_links_come_first_show_and_lead_to_the_content(visitor, site_url):
    visitor.goto(site_url("vitre"))
    visitor.keyboard.press("Tab")
    link = focus(visitor)
    assert (link["name"], link["shown"], link["inside"]) == ("Aller au contenu", True, True)
    visitor.keyboard.press("Enter")
    expect(visitor.locator("main")).to_be_focused()


def test_the_skip_link_to_the_menu_opens_it_on_a_telephone(visitor, site_url):
    visitor.set_viewport_size(NARROW)
    visitor.goto(site_url("vitre"))
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Tab")
    assert focus(visitor)["name"] == "Aller au menu"
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("navigation", name="Menu principal")).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/ressources/", "/trouver/?q=35500", "/agenda/"])
def test_focus_is_always_seen_and_never_trapped(visitor, site_url, path):
    visitor.goto(site_url("vitre", path))
    seen, hidden = 0, []
    for _ in range(250):
        visitor.keyboard.press("Tab")
        where = focus(visitor)
        if where is None:
            break
        seen += 1
        if not (where["shown"] and where["inside"]):
            hidden.append(where)
    else:
        pytest.fail("le clavier ne sort pas de la page")
    assert seen > 10
    assert not hidden


def test_menu_button_says_its_state_and_escape_gives_the_focus_back(visitor, site_url):
    visitor.set_viewport_size(NARROW)
    visitor.goto(site_url("vitre"))
    button = visitor.get_by_role("button", name="Menu")
    menu = visitor.get_by_role("navigation", name="Menu principal")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()
    button.focus()
    visitor.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(menu).to_be_visible()
    visitor.keyboard.press("Tab")
    assert focus(visitor)["name"] == "Accueil"
    visitor.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_menu_is_open_on_wide_screens(visitor, site_url):
    visitor.goto(site_url("vitre", "/agenda/"))
    expect(visitor.get_by_role("button", name="Menu")).to_be_hidden()
    menu = visitor.get_by_role("navigation", name="Menu principal")
    expect(menu.get_by_role("link", name="Agenda")).to_have_attribute("aria-current", "page")


def test_shapes_of_the_map_stand_outside_the_tab_order(visitor, site_url):
    visitor.goto(site_url("bretagne"))
    links = visitor.locator("svg.map a")
    assert links.count() > 20
    assert visitor.locator("svg.map a:not([tabindex='-1'])").count() == 0
