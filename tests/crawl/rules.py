"""The rules a page and a link are judged by."""

from urllib.parse import parse_qs, urlsplit

from .reading import LOADED, TOLD, Link, Reading

# Standard pages whose children are listed elsewhere: by diffusion, or for who asks for all of Brittany.
DIFFUSED = ("/actualites/", "/agenda/")
SEARCH = "/recherche/"
# Where they are listed.
LISTS = ("/", *DIFFUSED, SEARCH)
FINDER = "/trouver/"
# Never part of what a visitor is shown.
PRIVATE = ("/admin/", "/django-admin/")
# UTF-8 read as Latin-1, or a character that was lost.
BROKEN_TEXT = ("Ã©", "Ã¨", "Ã ", "Ãª", "â€™", "â€œ", "Â»", "\ufffd")


class Network:
    """The hosts of the collective: those under one base domain."""

    def __init__(self, base_domain: str):
        self.base_domain = base_domain

    def owns(self, host: str | None) -> bool:
        """Whether a host is one of ours. The bare base domain is: it answers as the region."""
        return bool(host) and (host == self.base_domain or host.endswith(f".{self.base_domain}"))


def why_elsewhere(source: str, link: Link, target: str) -> str:
    """Why a page may link to another host of the network; empty when it may not.

    :param source: address of the page; `target`: absolute address of the link.
    """
    path, here = urlsplit(target).path, urlsplit(source)
    if link.kind in TOLD:
        return "canonical"
    if link.kind in LOADED:
        return ""
    if path in ("", "/"):
        return "network"
    if here.path in LISTS and path.startswith(DIFFUSED) and path not in DIFFUSED:
        return "diffusion"
    if here.path == SEARCH and parse_qs(here.query).get("ou") == ["partout"]:
        return "network"
    if here.path.startswith(FINDER):
        return "finder"
    return ""


def page_faults(page: Reading, html: str) -> list[str]:
    """What is wrong in a page by itself."""
    faults = []
    if page.h1 != 1:
        faults.append(f"{page.h1} h1")
    if not page.lang:
        faults.append("sans lang")
    if not page.title:
        faults.append("sans title")
    if page.charset != "utf-8":
        faults.append("sans meta charset utf-8")
    if not page.noindex:
        faults += ["sans canonical"] if not page.canonical else []
        faults += ["sans description"] if not page.description.strip() else []
    if doubles := sorted(name for name, count in page.ids.items() if count > 1):
        faults.append(f"id en double : {', '.join(doubles)}")
    if lost := sorted(page.references - set(page.ids)):
        faults.append(f"renvoi vers un id absent : {', '.join(lost)}")
    if page.without_alt:
        faults.append(f"{page.without_alt} image(s) sans alt")
    if broken := [text for text in BROKEN_TEXT if text in html]:
        faults.append(f"texte mal encodé : {broken[0]!r}")
    return faults
