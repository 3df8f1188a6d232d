"""The way in with a second factor, as somebody sets it up, then loses her telephone."""

from base64 import b32decode

import pytest
from django_otp.oath import totp
from playwright.sync_api import expect

from home.network.demo.people import PASSWORD

from .checks import axe_violations, sideways
from .conftest import NARROW, WIDE
from .pictures import illustrate

LOGIN = "traduction"  # only `test_translation` signs in as her too, afterwards


def code(key: str, later: int = 0) -> str:
    """What an authenticator shows for this key, so many times thirty seconds from now."""
    return f"{totp(b32decode(key), t0=-30 * later):06d}"


def faults(page) -> list[str]:
    """What is wrong with a screen, wide then narrow."""
    found = axe_violations(page)
    page.set_viewport_size(NARROW)
    found += axe_violations(page) + sideways(page)
    page.set_viewport_size(WIDE)
    return [f"{page.url} : {fault}" for fault in found]


@pytest.fixture
def steps(visitor, admin_url):
    """The gestures of the journey, on one page."""
    return Steps(visitor, admin_url)


class Steps:
    def __init__(self, page, admin_url):
        self.page, self.admin_url = page, admin_url

    def press(self, name: str):
        self.page.get_by_role("button", name=name).click()

    def sign_in(self):
        self.page.goto(self.admin_url("login/"))
        self.page.get_by_label("Identifiant").fill(LOGIN)
        self.page.get_by_label("Mot de passe").fill(PASSWORD)
        self.press("S'identifier")

    def set_up(self) -> str:
        """Set up an authenticator; return its key."""
        self.page.goto(self.admin_url("connexion/application/"))
        key = self.page.locator(".signin-key").inner_text().replace(" ", "").strip()
        self.page.get_by_label("Votre mot de passe").fill(PASSWORD)
        self.page.get_by_label("Code à six chiffres").fill(code(key))
        self.press("Vérifier et continuer")
        return key

    def give(self, value: str):
        """Sign out and in again, up to the code."""
        self.page.context.clear_cookies()
        self.sign_in()
        self.page.get_by_label("Code").fill(value)
        self.press("Continuer")

    def stop(self):
        self.page.goto(self.admin_url("compte/connexion/arreter/"))
        self.page.get_by_label("Votre mot de passe").fill(PASSWORD)
        self.press("Arrêter")
        expect(self.page.locator("main")).to_contain_text("n’est pas en place")


def test_set_up_sign_in_with_a_code_then_with_a_recovery_code(steps, admin_url):
    page = steps.page
    page.goto(admin_url("login/"))
    found = faults(page)
    steps.sign_in()
    expect(page).to_have_url(admin_url())
    page.goto(admin_url("connexion/application/"))
    found += faults(page)
    illustrate(page, "connexion-application", of="main")
    key = steps.set_up()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos codes de secours")
    found += faults(page)
    illustrate(page, "connexion-codes", of="main")
    spare = page.locator(".signin-codes code").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger").click()
    assert all(one in download.value.path().read_text() for one in spare)
    page.get_by_label("J’ai gardé ces codes").check()
    steps.press("Terminer")
    expect(page.locator("main")).to_contain_text("est en place")

    steps.give(code(key, later=1))
    expect(page).to_have_url(admin_url())
    steps.give(spare[0])
    expect(page).to_have_url(admin_url())
    steps.give(spare[0])
    expect(page.locator("main")).to_contain_text("Ce code n’est pas bon")
    found += faults(page)
    page.wait_for_timeout(1_100)  # one refusal: one second
    page.get_by_label("Code").fill(spare[1])
    steps.press("Continuer")
    expect(page).to_have_url(admin_url())
    steps.stop()
    assert not found
