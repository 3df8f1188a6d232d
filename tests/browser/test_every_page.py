"""Every kind of page, on the region's site, a groupement's and a pays'."""

import re

import pytest

from .checks import axe_violations, sideways, stored
from .conftest import NARROW, SITES, WIDE

NOT_FOUND = "page introuvable"


def visit(page, watch, kind: str, url: str) -> list[str]:
    """Go to a page; what the visit itself did wrong."""
    answer = page.goto(url)
    wanted = 404 if kind == NOT_FOUND else 200
    faults = [] if answer.status == wanted else [f"réponse {answer.status}"]
    # A browser tells the console that a page was not found: that is the page asked for.
    return faults + [f for f in watch.faults() if not (kind == NOT_FOUND and "404" in f)]


@pytest.mark.parametrize("site", SITES)
def test_every_page_is_accessible_calm_and_alone(page, watch, kinds, site, draw):
    """No axe violation, no sideways scroll, no error, no cookie, no call elsewhere."""
    wrong = {}
    for kind, entry in kinds[site].items():
        page.set_viewport_size(WIDE)
        faults = visit(page, watch, kind, entry["url"])
        faults += axe_violations(page)
        draw(page, f"{site} {kind} 1280")
        page.set_viewport_size(NARROW)
        faults += [f"320 px : {fault}" for fault in axe_violations(page) + sideways(page)]
        draw(page, f"{site} {kind} 320")
        faults += stored(page)
        if faults := [*faults, *(f for f in watch.faults() if kind != NOT_FOUND)]:
            wrong[f"{kind} {entry['url']}"] = faults
    assert not wrong, "\n".join(f"{where}\n    " + "\n    ".join(f) for where, f in wrong.items())


@pytest.mark.parametrize("site", ["bretagne", "vitre"])
def test_every_page_of_the_map_fits_a_telephone(page, site_url, site):
    """Each page's own words may be what is too wide: not the kinds alone are looked at."""
    page.set_viewport_size(NARROW)
    # By the browser, which knows that every *.localhost is this machine; `page.request` asks the system, which may not.
    listed = page.goto(site_url(site, "/sitemap.xml")).text()
    wrong = {}
    for url in re.findall(r"<loc>([^<]+)</loc>", listed):
        page.goto(url, wait_until="domcontentloaded")
        if found := sideways(page):
            wrong[url] = found
    assert not wrong


@pytest.mark.parametrize("site", SITES)
def test_every_page_stands_zoom_print_forced_colours_and_no_script(
    browser, browser_context_args, kinds, site
):
    """At 400 % nothing scrolls sideways; printed, in forced colours or without scripts it is there."""
    wrong = {}
    context = browser.new_context(**browser_context_args | {"java_script_enabled": False})
    page = context.new_page()
    for kind, entry in kinds[site].items():
        page.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
        page.emulate_media(media="screen", forced_colors="none")
        page.goto(entry["url"])
        faults = [f"400 % : {fault}" for fault in sideways_without_script(page)]
        page.set_viewport_size(WIDE)
        for media in ({"forced_colors": "active"}, {"media": "print", "forced_colors": "none"}):
            page.emulate_media(**media)
            if not page.locator("h1").is_visible() or len(page.inner_text("main")) < 40:
                faults.append(f"rien à lire avec {media}")
        if faults:
            wrong[f"{kind} {entry['url']}"] = faults
    context.close()
    assert not wrong, wrong


def sideways_without_script(page) -> list[str]:
    """The page's own scripts do not run; ours, asked for by the driver, do."""
    return sideways(page)


def test_every_page_type_has_a_page_in_the_demonstration(kinds):
    """The demonstration shows every type of page that the code knows."""
    from territories.models import SharedSectionPage
    from territories.pages.types import our_page_models

    shown = {entry.get("model") for site in kinds.values() for entry in site.values()}
    missing = {model.__name__ for model in our_page_models()} - shown
    # A mounted section is shown as what it mounts.
    assert missing <= {SharedSectionPage.__name__}
