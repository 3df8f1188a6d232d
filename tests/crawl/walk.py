"""A bounded walk over every host of the network, and what it finds wrong."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from .reading import LOADED, TOLD, Link, Reading, read
from .rules import PRIVATE, Network, page_faults, why_elsewhere

REDIRECTS = (301, 302, 303, 307, 308)
MAX_HOPS = 5
# What a fetch gives where the server did not answer at all.
NO_ANSWER = 599


@dataclass
class Answer:
    """What a server answered."""

    status: int
    content_type: str = ""
    location: str = ""
    body: bytes = b""
    seconds: float = 0.0


Fetch = Callable[[str], Answer]


@dataclass
class Visit:
    """One address, once asked for."""

    url: str
    status: int
    redirect: str = ""
    page: Reading | None = None
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0


@dataclass
class Limits:
    """How far the walk may go.

    :param variants: query strings tried for one path.
    :param ignore: beginnings of paths that are not asked for.
    """

    pages: int = 12_000
    seconds: float = 900
    variants: int = 4
    ignore: tuple[str, ...] = ()


class Walk:
    """The walk itself: level by level, each level's addresses asked for by several threads.

    :param fetch: asks for one address, without following redirects.
    :param threads: 1 with Django's test client, whose transaction belongs to one thread.
    """

    def __init__(self, fetch: Fetch, network: Network, limits: Limits, threads: int = 1):
        self.fetch, self.network, self.limits, self.threads = fetch, network, limits, threads
        self.visits: dict[str, Visit] = {}
        self.origin: dict[str, str] = {}
        self.fragments: dict[tuple[str, str], str] = {}
        self.elsewhere: Counter = Counter()
        self.external: Counter = Counter()
        self.faults: dict[str, list[str]] = defaultdict(list)
        self.stopped = ""
        self._variants: Counter = Counter()
        self._shared: set[str] = set()

    def run(self, starts: Iterable[str]) -> None:
        """Walk from the given addresses until nothing is left, or a limit is met."""
        begin = time.monotonic()
        level = [url for start in starts if (url := self._queue(start, "départ"))]
        with ThreadPoolExecutor(self.threads) as pool:
            run = pool.map if self.threads > 1 else map
            while level:
                following = []
                for visit in run(self._visit, level):
                    self.visits[visit.url] = visit
                    following += self._targets(visit)
                    if time.monotonic() - begin > self.limits.seconds:
                        self.stopped = f"arrêt après {self.limits.seconds:.0f} s"
                room = self.limits.pages - len(self.visits)
                if len(following) > room:
                    self.stopped = f"arrêt après {self.limits.pages} adresses"
                level = [] if self.stopped.endswith(" s") else following[: max(room, 0)]
        self._judge()

    def hosts(self) -> set[str]:
        """Hosts that answered with a page."""
        return {urlsplit(v.url).hostname for v in self.visits.values() if v.page}

    def _fault(self, kind: str, text: str) -> None:
        self.faults[kind].append(text)

    def _queue(self, url: str, origin: str) -> str | None:
        """Note an address to ask for; None when it is known, or one query string too many."""
        if url in self.origin:
            return None
        parts = urlsplit(url)
        if self.limits.ignore and parts.path.startswith(self.limits.ignore):
            return None
        if parts.path.startswith(("/static/", "/media/")):
            # The same files answer on every host.
            if parts.path in self._shared:
                return None
            self._shared.add(parts.path)
        if parts.query:
            path = (parts.hostname, parts.path)
            if self._variants[path] >= self.limits.variants:
                return None
            self._variants[path] += 1
        self.origin[url] = origin
        return url

    def _visit(self, url: str) -> Visit:
        answer = self.fetch(url)
        visit = Visit(url, answer.status, seconds=answer.seconds)
        if answer.status in REDIRECTS:
            visit.redirect = urljoin(url, answer.location)
        elif answer.status == 200 and "html" in answer.content_type:
            if "charset=utf-8" not in answer.content_type.lower().replace(" ", ""):
                visit.faults.append(f"Content-Type : {answer.content_type}")
            try:
                html = answer.body.decode()
            except UnicodeDecodeError as error:
                visit.faults.append(f"pas de l'UTF-8 : {error}")
                html = answer.body.decode(errors="replace")
            visit.page = read(html)
            visit.faults += page_faults(visit.page, html)
        return visit

    def _targets(self, visit: Visit) -> list[str]:
        """Addresses that a visit leads to and that have not been asked for."""
        if visit.redirect:
            host = urlsplit(visit.redirect).hostname
            ours = self.network.owns(host)
            url = self._queue(visit.redirect, visit.url) if ours else None
            return [url] if url else []
        links = dict.fromkeys(visit.page.links) if visit.page else {}
        return [url for link in links if (url := self._target(visit, link))]

    def _target(self, visit: Visit, link: Link) -> str | None:
        address, fragment = urldefrag(link.address)
        if not link.address or link.address == "#":
            if link.kind != "form":
                self._fault("Adresse vide", f"{visit.url} ({link.kind})")
            return None
        target = urljoin(visit.url, address)
        there = urlsplit(target)
        if there.scheme not in ("http", "https"):
            return None
        if not self.network.owns(there.hostname):
            self.external[there.hostname] += 1
            if link.kind in LOADED:
                self._fault("Chargé chez un tiers", f"{visit.url} → {target}")
            return None
        if there.path.startswith(PRIVATE):
            self._fault("Lien vers l'administration", f"{visit.url} → {target}")
            return None
        if there.netloc != urlsplit(visit.url).netloc:
            reason = why_elsewhere(visit.url, link, target)
            self.elsewhere[reason or "interdit"] += 1
            if not reason:
                self._fault("Lien vers un autre site", f"{visit.url} → {target}")
        if fragment and link.kind not in LOADED | TOLD:
            self.fragments.setdefault((target, unquote(fragment)), visit.url)
        return self._queue(target, visit.url)

    def _judge(self) -> None:
        """Judge what could only be judged at the end."""
        for visit in self.visits.values():
            origin = self.origin[visit.url]
            if visit.status >= 400:
                no_answer = visit.status == NO_ANSWER
                kind = "Pas de réponse du serveur" if no_answer else f"Réponse {visit.status}"
                self._fault(kind, f"{visit.url} (depuis {origin})")
            for fault in visit.faults:
                # What differs from page to page stays in the line, not in the kind of fault.
                kind, _, detail = fault.partition(" : ")
                self._fault(kind.capitalize(), f"{visit.url} {detail}".rstrip())
            if visit.redirect:
                self._judge_redirect(visit, origin)
            if visit.page and visit.page.canonical:
                self._judge_canonical(visit)
        for (target, fragment), source in self.fragments.items():
            found = self.visits.get(target)
            if found and found.page and fragment not in found.page.ids and fragment != "top":
                self._fault("Ancre absente", f"{source} → {target}#{fragment}")

    def _judge_redirect(self, visit: Visit, origin: str) -> None:
        if origin in self.visits and self.visits[origin].redirect:
            return  # judged with the first address of the chain
        hops, here = [visit.url], visit
        while here and here.redirect and len(hops) <= MAX_HOPS:
            hops.append(here.redirect)
            here = self.visits.get(here.redirect)
        kind = "Lien vers une redirection" if len(hops) == 2 else "Redirections en chaîne"
        self._fault(kind, f"{origin} : {' → '.join(hops)}")

    def _judge_canonical(self, visit: Visit) -> None:
        address = visit.page.canonical
        if not urlsplit(address).scheme:
            self._fault("Canonical relatif", f"{visit.url} : {address}")
            return
        there = self.visits.get(address)
        if there is None:
            if not self.stopped and not urlsplit(address).query:
                self._fault("Canonical jamais vu", f"{visit.url} : {address}")
        elif not there.page or there.page.canonical != address:
            self._fault("Canonical qui ne mène pas à lui-même", f"{visit.url} : {address}")
