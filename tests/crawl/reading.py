"""What a page says of itself: its links, its headings, its identifiers."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

# Attributes that hold an address, by element; `link` is told by its `rel`.
ADDRESSES = {
    "a": ("href",),
    "area": ("href",),
    "form": ("action",),
    "iframe": ("src",),
    "img": ("src", "srcset"),
    "script": ("src",),
    "source": ("src", "srcset"),
    "use": ("href",),
}
# Attributes that name identifiers of the same page.
REFERENCES = ("aria-controls", "aria-describedby", "aria-labelledby", "for")
# Elements whose address the browser loads by itself.
LOADED = {"iframe", "img", "script", "source", "use", "stylesheet", "preload", "icon"}
# Addresses that say where else a page stands, never followed by a visitor.
TOLD = {"canonical", "alternate", "og:url", "og:image"}


@dataclass(frozen=True)
class Link:
    """An address written in a page: `kind` is the element, or the `rel` of a `link`."""

    kind: str
    address: str


@dataclass
class Reading:
    """What was read in one page."""

    lang: str = ""
    title: str = ""
    description: str = ""
    canonical: str = ""
    noindex: bool = False
    charset: str = ""
    h1: int = 0
    links: list[Link] = field(default_factory=list)
    ids: Counter = field(default_factory=Counter)
    references: set[str] = field(default_factory=set)
    without_alt: int = 0


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.reading = Reading()
        self._in_title = False

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        page = self.reading
        if "id" in values:
            page.ids[values["id"]] += 1
        for name in REFERENCES:
            if name in values:
                page.references.update(values[name].split())
        if tag in ADDRESSES:
            self._addresses(tag, values)
        match tag:
            case "html":
                page.lang = values.get("lang", "")
            case "title":
                # The title of an SVG is none of the page's.
                self._in_title = not page.title
            case "h1":
                page.h1 += 1
            case "link":
                self._link(values)
            case "meta":
                self._meta(values)
            case "img":
                page.without_alt += "alt" not in values

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.reading.title += data.strip()

    def _addresses(self, tag: str, values: dict[str, str]) -> None:
        for name in ADDRESSES[tag]:
            if name not in values:
                continue
            written = values[name]
            parts = [part.split()[0] for part in written.split(",") if part.strip()]
            for address in parts if name == "srcset" else [written]:
                self.reading.links.append(Link(tag, address.strip()))

    def _link(self, values: dict[str, str]) -> None:
        rel = values.get("rel", "").split()
        address = values.get("href", "")
        if "canonical" in rel:
            self.reading.canonical = address
        kinds = ("canonical", "alternate", "stylesheet", "preload", "icon", "apple-touch-icon")
        kind = next((kind for kind in kinds if kind in rel), "link")
        self.reading.links.append(Link(kind.removeprefix("apple-touch-"), address))

    def _meta(self, values: dict[str, str]) -> None:
        name, content = values.get("name", ""), values.get("content", "")
        if "charset" in values:
            self.reading.charset = values["charset"].lower()
        elif name == "description":
            self.reading.description = content
        elif name == "robots":
            self.reading.noindex = "noindex" in content
        elif values.get("property") in ("og:url", "og:image"):
            self.reading.links.append(Link(values["property"], content))


def read(html: str) -> Reading:
    """Read one page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.reading
