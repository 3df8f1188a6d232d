"""The life of a site, by the region: opened, first steps, renamed, merged into another, taken away."""

import re
import time
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from .conftest import NARROW, fill_sign_in, let_every_process_know
from .pictures import illustrate
from .server import run

MOST_SECONDS = 10
# Codes and names that the demonstration does not have.
DOL, COMBOURG = ("essai-dol", "Pays de Dol"), ("essai-combourg", "Pays de Combourg")


@pytest.fixture(autouse=True)
def _cleaned(demo):
    """Nothing is left of the territories that a test made, nor of those of a run that was stopped."""
    clean = ["-m", "tests.browser.cleaning", DOL[0], COMBOURG[0]]
    run(clean, demo[1])
    yield
    run(clean, demo[1])


@pytest.fixture
def visitor(browser, browser_context_args):
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def guest(browser, browser_context_args):
    """Somebody who was invited, on her own machine."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def fits(page) -> None:
    """Read on a telephone: nothing is cut, nothing scrolls sideways but tables."""
    size = page.viewport_size
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    page.set_viewport_size(size)


def show(page, selector: str) -> None:
    """Bring a part of the screen to its top."""
    page.locator(selector).evaluate("element => element.scrollIntoView()")


def open_site(page, admin_url, code: str, name: str) -> float:
    """From the menu to the site that is there; seconds it took to make."""
    page.goto(admin_url("territoires/"))
    page.get_by_role("link", name="Ouvrir un site").click()
    page.fill("#id_name", name)
    page.select_option("#id_parent", label="ESS 35")
    page.fill("#id_code", code)
    page.fill("#id_people", f"Nolwenn Exemple, {code}@exemple.test, communication")
    fits(page)
    show(page, "#partie-1-section")
    illustrate(page, "sites-ouvrir", height=830)
    start = time.monotonic()
    page.get_by_role("button", name="Ouvrir le site").click()
    expect(page.locator(".messages .success")).to_contain_text("est ouvert")
    return time.monotonic() - start


def step(page, words: str):
    return page.get_by_role("row", name=re.compile(words))


def test_a_site_is_opened_and_its_first_steps_tick_themselves_off(
    admin, admin_url, site_url, visitor
):
    page, (code, name) = admin("region"), DOL
    seconds = open_site(page, admin_url, code, name)
    print(f"Site ouvert en {seconds:.1f} s")
    assert seconds < MOST_SECONDS
    expect(page.locator("main")).to_contain_text(f"{code}@exemple.test")
    visitor.goto(site_url(code))
    expect(visitor.locator("header")).to_contain_text("ESS pays de Dol")

    todo = page.url
    expect(step(page, "comment vous joindre")).to_contain_text("à faire")
    page.get_by_role("link", name=re.compile("comment vous joindre")).click()
    illustrate(page, "reglages-site", height=660)
    page.fill("#id_email", "bonjour@exemple.test")
    page.get_by_role("button", name="Sauvegarder").click()
    expect(page.locator(".messages .success")).to_be_visible()
    page.goto(todo)
    expect(step(page, "comment vous joindre")).to_contain_text("fait")
    expect(step(page, "première nouvelle")).to_contain_text("à faire")
    fits(page)
    illustrate(page, "sites-premiers-pas", height=620)
    let_every_process_know(visitor)
    visitor.reload()
    expect(visitor.locator("footer")).to_contain_text("bonjour@exemple.test")


CHOSEN = "une-phrase-que-je-retiens-35"


def accept_invitation(page, demo, admin_url, email: str) -> None:
    """From the link of the mail to the dashboard, signed in."""
    page.goto(run(["-m", "tests.browser.invitation", email], demo[1]).strip())
    page.fill("#id_new_password1", CHOSEN)
    page.fill("#id_new_password2", CHOSEN)
    page.locator("form button[type=submit]").click()
    login = run(["-m", "tests.browser.invitation", email, "login"], demo[1]).strip()
    fill_sign_in(page, admin_url, login, CHOSEN)
    expect(page).to_have_url(admin_url())


def test_an_invited_team_ticks_its_first_steps_off(admin, admin_url, demo, guest, site_url, draw):
    code, name = DOL
    open_site(admin("region"), admin_url, code, name)
    accept_invitation(guest, demo, admin_url, f"{code}@exemple.test")
    steps = guest.get_by_role("table", name=f"Premiers pas : ESS {name[0].lower()}{name[1:]}")
    expect(steps.get_by_role("link")).not_to_have_count(0)
    fits(guest)
    draw(guest, "premiers-pas-tableau-de-bord")
    for address in steps.get_by_role("link").evaluate_all("links => links.map(a => a.href)"):
        answer = guest.goto(address)
        assert (answer.status, guest.url) == (200, address)

    guest.goto(admin_url())
    guest.get_by_role("link", name=re.compile("première nouvelle")).click()
    guest.fill("#id_title", "Nous voilà")
    guest.get_by_role("button", name="Plus d'actions").click()
    guest.get_by_role("button", name="Publier").click()
    expect(guest.locator(".messages .success")).to_contain_text("publi")
    guest.goto(admin_url())
    expect(step(guest, "première nouvelle")).to_contain_text("fait")
    expect(step(guest, "deuxième personne")).to_contain_text("à faire")


def rename(page, admin_url) -> None:
    """From the list of territories to a new name and a new host, after the preview."""
    page.goto(admin_url("territoires/"))
    page.get_by_role("link", name="ESS pays de Dol").first.click()
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Renommer, changer d’adresse").click()
    page.fill("#id_site_name", "ESS pays de Dol et de la Baie")
    page.fill("#id_name", "Pays de Dol et de la Baie")
    page.fill("#id_hostname", "essai-baie.localhost")
    page.get_by_role("button", name="Voir ce qui se passera").click()
    expect(page.locator("#ce-qui-se-passera-section")).to_contain_text("essai-baie.localhost")
    expect(page.locator("#textes-qui-suivent-section")).to_contain_text(
        "vous accueille et vous oriente"
    )
    fits(page)
    show(page, "#ce-qui-se-passera-section")
    illustrate(page, "sites-renommer")
    page.get_by_label("J’ai lu ce qui se passera").check()
    page.get_by_role("button", name="Renommer", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("s’appelle désormais")


def test_a_site_is_renamed_then_joins_another_and_its_old_addresses_live_on(
    admin, admin_url, site_url, visitor
):
    page = admin("region")
    for code, name in (DOL, COMBOURG):
        open_site(page, admin_url, code, name)
    rename(page, admin_url)
    let_every_process_know(visitor)
    visitor.goto(site_url(DOL[0], "/agenda/?page=1"))
    expect(visitor).to_have_url(site_url("essai-baie", "/agenda/?page=1"))
    expect(visitor.locator("header")).to_contain_text("ESS pays de Dol et de la Baie")

    # Only read: two sites that have something to bring together.
    page.goto(admin_url("sites/dinan/fusionner/?avec=saint-brieuc"))
    expect(page.locator("#pages-deplacees-section li")).not_to_have_count(0)
    show(page, "#ce-qui-se-passera-section")
    illustrate(page, "sites-fusionner")
    page.goto(admin_url(f"sites/{DOL[0]}/fusionner/"))
    page.select_option("#avec", label="ESS pays de Combourg")
    page.get_by_role("button", name="Voir ce qui se passera").click()
    expect(page.locator("#pages-retirees-section")).to_contain_text("Agenda")
    fits(page)
    page.get_by_label("cela ne se défait pas").check()
    page.get_by_role("button", name="Fusionner", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("a rejoint")
    expect(page.locator("main")).to_contain_text(f"{DOL[0]}@exemple.test")
    let_every_process_know(visitor)
    for host in (DOL[0], "essai-baie"):
        visitor.goto(site_url(host, "/agenda/"))
        expect(visitor).to_have_url(site_url(COMBOURG[0], "/agenda/"))


def test_a_site_that_is_taken_away_is_read_without_a_network(
    admin, browser, browser_context_args, admin_url, tmp_path, draw
):
    page = admin("region")
    page.goto(admin_url("sites/emporter/"))
    fits(page)
    draw(page, "sites-emporter")
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger ESS pays de Vitré").click()
    archive = tmp_path / "site.zip"
    download.value.save_as(archive)
    ZipFile(archive).extractall(tmp_path)

    context = browser.new_context(**browser_context_args, offline=True)
    reader = context.new_page()
    reader.goto((tmp_path / "index.html").as_uri())
    expect(reader.get_by_role("heading", level=1)).to_have_text("ESS pays de Vitré")
    fits(reader)
    names = [link.get_attribute("href") for link in reader.locator("a").all()]
    seen = 0
    for name in names:
        if not name.endswith(".html"):
            continue
        reader.goto((tmp_path / name).as_uri())
        fits(reader)
        for image in reader.locator("img").all():
            assert image.evaluate("image => image.decode().then(() => image.naturalWidth)"), name
            seen += 1
        for link in reader.locator("a[href^='../']").all():
            there = link.evaluate("link => link.href")
            assert there.startswith(tmp_path.as_uri()), there
    assert seen
    reader.goto((tmp_path / "index.html").as_uri())
    news = reader.get_by_role("link", name="Nouvelles", exact=True)
    news.click()
    reader.locator("ul a").first.click()
    illustrate(reader, "sites-page-du-zip")
    reader.get_by_role("link", name="Sommaire").click()
    expect(reader.get_by_role("heading", name="Pages", exact=True)).to_be_visible()
    context.close()
