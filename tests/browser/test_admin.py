"""The admin, as the people of the demonstration see it."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from home.demo.people import PASSWORD

TYPES = (
    "HomePage",
    "ContentPage",
    "LandingPage",
    "NewsPage",
    "EventPage",
    "GovernanceBodyPage",
    "OfferPage",
    "ActivityPage",
    "ToolPage",
    "ProjectPage",
    "TrainingModulePage",
)


@pytest.fixture
def sign_in(page, watch, admin_url):
    """Sign in with a login of the demonstration."""

    def sign_in(login: str) -> None:
        page.goto(admin_url("login/"))
        page.fill("#id_username", login)
        page.fill("#id_password", PASSWORD)
        page.get_by_role("button", name="Connexion").click()
        expect(page).to_have_url(admin_url())

    return sign_in


def page_id(kinds, model: str, site: str = "vitre") -> int:
    """Id of a page of this type, of the site or of the region."""
    for code in (site, "bretagne"):
        for entry in kinds[code].values():
            if entry.get("model") == model:
                return entry["id"]
    raise LookupError(model)


def test_the_admin_speaks_french(page, sign_in):
    sign_in("pays")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(
        page.get_by_role("button", name="Rechercher")
        .or_(page.get_by_role("link", name="Images"))
        .first
    ).to_be_visible()
    expect(page.locator("body")).to_contain_text("Tableau de bord")


def test_a_wrong_password_is_refused_in_french(page, watch, admin_url):
    page.goto(admin_url("login/"))
    page.fill("#id_username", "pays")
    page.fill("#id_password", "faux")
    page.get_by_role("button", name="Connexion").click()
    expect(page.locator(".messages .error")).to_contain_text("ne correspond")


@pytest.mark.parametrize("model", TYPES)
def test_the_editor_opens_and_its_preview_draws_the_page(page, sign_in, admin_url, kinds, model):
    sign_in("region")
    page.goto(admin_url(f"pages/{page_id(kinds, model)}/edit/"))
    expect(page.locator("#id_title")).not_to_have_value("")
    page.locator("[data-side-panel-toggle=preview]").click()
    # Wagtail draws the preview in a frame, and swaps a new one in when it has loaded.
    frame = page.frame_locator(
        "iframe#w-preview-iframe, #w-preview-iframe, .w-preview iframe"
    ).first
    expect(frame.locator("h1")).to_have_count(1, timeout=20_000)
    expect(frame.locator("main")).to_be_visible()


def test_the_communication_of_a_pays_publishes_news(
    page, watch, sign_in, admin_url, kinds, site_url
):
    sign_in("pays")
    title = f"Nouvelle d'essai {uuid4().hex[:8]}"
    page.goto(admin_url(f"pages/add/home/newspage/{page_id(kinds, 'NewsIndexPage')}/"))
    page.fill("#id_title", title)
    page.fill("#id_summary", "Publiée par un test, puis retirée.")
    page.get_by_role("button", name=re.compile("Plus d.actions")).first.click()
    page.get_by_role("button", name="Publier").click()
    expect(page.locator(".messages .success")).to_contain_text("publiée")
    live = page.context.browser.new_context().new_page()
    live.goto(site_url("vitre", "/actualites/"))
    live.get_by_role("link", name=title).click()
    expect(live.locator("h1")).to_contain_text(title)
    live.context.close()
    page.locator(".messages .success").get_by_role("link", name="Modifier").click()
    number = re.search(r"pages/(\d+)/", page.url).group(1)
    page.goto(admin_url(f"pages/{number}/unpublish/"))
    page.get_by_role("button", name=re.compile("dépublier", re.IGNORECASE)).click()
    expect(page.locator(".messages .success")).to_be_visible()
    gone = page.request.get(site_url("vitre", "/actualites/"))
    assert title not in gone.text()


def test_a_referent_writes_sheets_but_does_not_publish(page, sign_in, admin_url, kinds):
    sign_in("referent")
    centre = page_id(kinds, "ResourceCentrePage", "bretagne")
    page.goto(admin_url(f"pages/add/resources/activitypage/{centre}/"))
    page.fill("#id_title", "Une fiche à relire")
    expect(page.get_by_role("button", name="Publier", exact=True)).to_have_count(0)
    answer = page.goto(admin_url(f"pages/add/home/newspage/{page_id(kinds, 'NewsIndexPage')}/"))
    assert "newspage" not in page.url or answer.status >= 400
