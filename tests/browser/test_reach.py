"""A visitor looks further than her territory and comes back; an empty agenda says what is near."""

import re

import pytest

from .checks import axe_violations, sideways
from .conftest import NARROW, WIDE
from .server import run

CODE = "cornouaille"
# The demonstration has no empty list: its team hides what it received, and takes its own offline.
EMPTY = f"""
import json
from home.agenda.models import EventPage
from territories.models import Diffusion, Territory
here = Territory.objects.get(code="{CODE}")
events = list(EventPage.objects.visible_in(here))
before = list(Diffusion.objects.filter(territory=here).values("page_id", "state", "pinned"))
own = [page.pk for page in events if page.territory_id == here.pk]
for page in events:
    if page.pk in own:
        page.unpublish()
    else:
        hidden = {{"state": "hidden", "pinned": False}}
        Diffusion.objects.update_or_create(page=page, territory=here, defaults=hidden)
print(json.dumps({{"own": own, "before": before}}))
"""
UNDO = f"""
import json
from home.agenda.models import EventPage
from territories.models import Diffusion, Territory
here = Territory.objects.get(code="{CODE}")
found = json.loads('''%s''')
for row in Diffusion.objects.filter(territory=here):
    row.delete()
for row in found["before"]:
    Diffusion.objects.create(territory=here, **row)
for page in EventPage.objects.filter(pk__in=found["own"]):
    page.get_latest_revision_as_object().save_revision().publish()
"""


@pytest.fixture
def empty_agenda(demo):
    """The agenda of a pays has nothing, until the test is over."""
    found = run(["manage.py", "shell", "-v", "0", "-c", EMPTY], demo[1]).strip().splitlines()[-1]
    yield
    run(["manage.py", "shell", "-v", "0", "-c", UNDO % found], demo[1])


@pytest.mark.parametrize("path", ["/agenda/", "/actualites/"])
def test_one_looks_further_and_comes_back(without_javascript, site_url, path):
    page = without_javascript
    page.goto(site_url("vitre", path))
    switch = page.get_by_role("navigation", name="Étendue de la liste")
    assert switch.locator("[aria-current]").inner_text() == "Mon territoire, Vitré"
    switch.get_by_role("link", name="Toute la Bretagne").click()
    assert switch.locator("[aria-current]").inner_text() == "Toute la Bretagne"
    hosts = page.locator("main h2 a, main h3 a").evaluate_all("all => all.map(a => a.hostname)")
    assert len(set(hosts)) > 2
    switch.get_by_role("link", name="Mon territoire, Vitré").click()
    assert page.url == site_url("vitre", path)


def test_the_switch_is_reached_by_keyboard_and_said_by_more_than_a_colour(visitor, site_url):
    visitor.goto(site_url("vitre", "/agenda/"))
    link = visitor.get_by_role("link", name="Toute la Bretagne")
    link.focus()
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/agenda/?ou=partout")
    lines = visitor.locator(".reach a").evaluate_all(
        "all => all.map(a => getComputedStyle(a).textDecorationLine)"
    )
    assert lines == ["underline", "none"]


def test_a_search_looks_further_with_the_same_words(visitor, site_url):
    visitor.goto(site_url("vitre", "/recherche/?q=association"))
    visitor.get_by_role("link", name="Toute la Bretagne").click()
    visitor.wait_for_url("**/recherche/?q=association&ou=partout")
    assert visitor.locator("main input[name=q]").input_value() == "association"


def test_an_empty_agenda_offers_what_the_groupement_has(visitor, site_url, empty_agenda, draw):
    address = site_url(CODE, "/agenda/")
    for name, size in (("1280", WIDE), ("320", NARROW)):
        visitor.set_viewport_size(size)
        visitor.goto(address)
        heading = visitor.get_by_role(
            "heading", name="Pas d’événement annoncé en pays de Cornouaille"
        )
        assert re.search(r"en voici (un|\d) dans ESS Finistère$", heading.inner_text())
        assert not axe_violations(visitor) + sideways(visitor)
        draw(visitor, f"agenda vide {name}")
    # What is offered is read where it was announced.
    link = heading.locator("xpath=following::h3[1]//a")
    title = link.inner_text()
    link.click()
    assert CODE not in visitor.url
    assert visitor.inner_text("h1") == title
