"""What is measured in a page, in the browser."""

from axe_playwright_python.sync_playwright import Axe

RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22a",
    "wcag22aa",
    "RGAAv4",
    "best-practice",
]
AXE_OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}

# Whether the page is wider than the screen, and which elements stick out of it.
SIDEWAYS = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const scrolled = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(p).overflowX)) return true;
    return false;
  };
  const out = [...document.body.querySelectorAll("*")]
    .filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1 && !scrolled(e))
    .map((e) => `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className}`);
  return [`${root.scrollWidth} px de large`, ...out.slice(0, 5)];
}"""

STORED = """() => [
  ...Object.keys(localStorage).map((key) => `localStorage ${key}`),
  ...Object.keys(sessionStorage).map((key) => `sessionStorage ${key}`),
]"""

# Who has the focus, and whether anything shows it.
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    name: (e.textContent || e.getAttribute("aria-label") || e.id || "").trim().slice(0, 60),
    tag: e.tagName.toLowerCase(),
    shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def axe_violations(page) -> list[str]:
    """Violations that axe sees, one line each with the first element."""
    found = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"{rule['id']} ({len(rule['nodes'])}) : {rule['nodes'][0]['html'][:160]}" for rule in found
    ]


def sideways(page) -> list[str]:
    """What makes the page scroll sideways, if it does."""
    return page.evaluate(SIDEWAYS)


def stored(page) -> list[str]:
    """Cookies and storage that a visit left."""
    cookies = [f"cookie {cookie['name']}" for cookie in page.context.cookies()]
    return cookies + page.evaluate(STORED)


def focus(page) -> dict | None:
    """The element that has the focus, and whether it shows."""
    return page.evaluate(FOCUS)
