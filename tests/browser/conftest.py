"""A real browser on the real demonstration.

DEMO_URL: the running demonstration to test (with VAR_DIR and DATABASE_URL as the server has them);
else one is built and served, which takes a minute or two. CHROMIUM_PATH: the browser.
SCREENSHOTS: a folder where each page of each kind is drawn.
"""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from core.generations import TRUST
from home.network.demo.people import PASSWORD

from .server import page_kinds, port_of, running_demo

CHROMIUM = os.environ.get("CHROMIUM_PATH", "/usr/bin/chromium")
# The region, a groupement, a pays.
SITES = ("bretagne", "ess-35", "vitre")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


def pytest_collection_modifyitems(items):
    """All that stands in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def let_every_process_know(page) -> None:
    """After a change in the admin: so long may the server's other processes believe in what they have read."""
    page.wait_for_timeout(1000 * TRUST)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": CHROMIUM,
        "headless": True,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {
        "locale": "fr-FR",
        "timezone_id": "Europe/Paris",
        "viewport": WIDE,
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Address of the demonstration, and its environment."""
    with running_demo(tmp_path_factory.mktemp("demo")) as found:
        yield found


@pytest.fixture(scope="session")
def base_url(demo):
    """Every test names its site; this one takes the place of the plugin's own fixture, which warns."""
    return demo[0]


@pytest.fixture(scope="session")
def kinds(demo):
    """Site's code → kind of page → its address."""
    return page_kinds(demo[1], *SITES)


@pytest.fixture(scope="session")
def site_url(demo):
    """Address of a path on a site: `site_url("vitre", "/agenda/")`."""
    port = port_of(demo[0])
    return lambda code, path="/": f"http://{code}.localhost:{port}{path}"


@pytest.fixture(scope="session")
def admin_url(demo):
    """Address in the admin, which has one host for all sites."""
    port = port_of(demo[0])
    return lambda path="": f"http://localhost:{port}/admin/{path}"


class Watch:
    """What a page did that it should not: other hosts called, errors written in the console."""

    def __init__(self, page):
        self.page, self.outside, self.errors = page, [], []
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request):
        there, here = urlsplit(request.url), urlsplit(self.page.url)
        if request.is_navigation_request() or there.scheme in ("data", "blob"):
            return
        if there.netloc != here.netloc:
            self.outside.append(f"{here.netloc} → {request.url}")

    def _console(self, message):
        if message.type == "error":
            where = message.location.get("url", "") if message.location else ""
            self.errors.append(f"{self.page.url} : {message.text} {where}")

    def faults(self) -> list[str]:
        """What was seen since the last call."""
        found = [*self.outside, *self.errors]
        self.outside, self.errors = [], []
        return found


@pytest.fixture
def watch(page):
    """The page's behaviour is judged at the end of the test."""
    page.set_default_timeout(15_000)
    watch = Watch(page)
    yield watch
    assert not watch.faults()


@pytest.fixture
def visitor(page, watch):
    """A page that must neither call another host nor write an error."""
    return page


@pytest.fixture
def without_javascript(browser, browser_context_args):
    """A page whose scripts do not run."""
    context = browser.new_context(**browser_context_args | {"java_script_enabled": False})
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture(scope="session")
def draw():
    """Draw a page in the folder that SCREENSHOTS names, if any."""
    folder = os.environ.get("SCREENSHOTS")

    def draw(page, name: str) -> None:
        if folder:
            path = Path(folder) / f"{re.sub(r'[^\w-]+', '-', name)}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=path, full_page=True)

    return draw


def fill_sign_in(page, admin_url, login: str, password: str) -> None:
    """Fill and send the form of the sign-in page."""
    page.goto(admin_url("login/"))
    page.fill("#id_username", login)
    page.fill("#id_password", password)
    page.get_by_role("button", name="S'identifier").click()


@pytest.fixture(scope="session")
def signed_in(browser, browser_context_args, admin_url):
    """What the browser keeps of a role's sign-in, asked for once."""
    kept = {}

    def state(login: str) -> dict:
        if login not in kept:
            context = browser.new_context(**browser_context_args)
            page = context.new_page()
            fill_sign_in(page, admin_url, login, PASSWORD)
            expect(page).to_have_url(admin_url())
            kept[login] = context.storage_state()
            context.close()
        return kept[login]

    return state


@pytest.fixture
def admin(browser, browser_context_args, signed_in, draw):
    """A page of the admin, signed in with a login of the demonstration: `admin("pays")`."""
    opened = []

    def open_admin(login: str):
        context = browser.new_context(**browser_context_args, storage_state=signed_in(login))
        page = context.new_page()
        page.set_default_timeout(20_000)
        opened.append((context, Watch(page)))
        return page

    yield open_admin
    faults = [fault for _, watch in opened for fault in watch.faults()]
    for context, _ in opened:
        context.close()
    assert not faults
