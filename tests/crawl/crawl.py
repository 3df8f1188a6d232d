"""Crawl every site of a running demonstration, and fail on any fault.

    python -m tests.crawl.crawl http://127.0.0.1:8000 --base-domain localhost

All requests go to the given server; the host of each address travels in the `Host` header, so no
name needs resolving. The region's home leads to all sites; of each, every internal link, the
sitemap and a few addresses that visitors type are followed.
"""

import argparse
import http.client
import sys
import threading
import time
from urllib.parse import urlsplit
from xml.etree import ElementTree

from .report import lines
from .rules import Network
from .walk import NO_ANSWER, Answer, Limits, Walk

# What every site answers, linked or not.
TYPED = (
    "/robots.txt",
    "/sitemap.xml",
    "/plan-du-site/",
    "/recherche/?q=association",
    "/trouver/?q=35500",
    "/trouver/?q=quimper",
)
# What may be typed wrongly: a page, a polite refusal, never a crash. Asked on every site.
WRONG = (
    "/agenda/?page=abc",
    "/agenda/?mois=2026-13",
    "/actualites/?page=-1",
    "/actualites/?page=999999",
    "/ressources/?theme=zzz&public=%00&duree=abc&page=x",
    "/ressources/?q=%22%27%28",
    "/recherche/?q=%22%00%27&page=abc",
    "/recherche/?q=" + "a" * 3000,
    "/trouver/?q=%F0%9F%A6%80&commune=99999",
    "/trouver/suggestions/?q=%00",
    "/observatoire/nulle-part/",
    "/cette-page-n-existe-pas/",
)
REFUSALS = (200, 301, 302, 400, 404, 414)


class Client:
    """Asks one server for the addresses of any host; one connection a thread."""

    def __init__(self, server: str, timeout: float = 60):
        parts = urlsplit(server)
        self.server, self.timeout = (parts.hostname, parts.port or 80), timeout
        self._local = threading.local()
        self._open: list[http.client.HTTPConnection] = []

    def close(self) -> None:
        """Close all connections."""
        for connection in self._open:
            connection.close()

    def __call__(self, url: str) -> Answer:
        begin = time.perf_counter()
        for attempt in (1, 2):
            try:
                response, body = self._ask(url)
                break
            except (http.client.HTTPException, OSError) as error:
                self._local.connection = None
                if attempt == 2:
                    return Answer(NO_ANSWER, str(error), seconds=time.perf_counter() - begin)
        return Answer(
            response.status,
            response.headers.get("Content-Type", ""),
            response.headers.get("Location", ""),
            body,
            time.perf_counter() - begin,
        )

    def _ask(self, url: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = http.client.HTTPConnection(*self.server, timeout=self.timeout)
            self._local.connection = connection
            self._open.append(connection)
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"Host": parts.netloc, "Accept": "text/html"})
        response = connection.getresponse()
        return response, response.read()


def sitemap_addresses(fetch, home: str) -> list[str]:
    """Addresses that a site's sitemap lists."""
    answer = fetch(f"{home}sitemap.xml")
    if answer.status != 200:
        return []
    return [
        loc.text for loc in ElementTree.fromstring(answer.body).iter() if loc.tag.endswith("loc")
    ]


def starts(fetch, homes: list[str]) -> tuple[list[str], list[str]]:
    """Where to start on each site, and the sitemap's lines that belong to another host."""
    found, strangers = [], []
    for home in homes:
        found += [home, *(home.rstrip("/") + path for path in TYPED)]
        listed = sitemap_addresses(fetch, home)
        found += listed
        strangers += [f"{home} : {url}" for url in listed if not url.startswith(home)]
    return found, strangers


def try_wrong(fetch, homes: list[str]) -> list[str]:
    """Addresses typed wrongly that were not answered politely."""
    bad = []
    for home in homes:
        for path in WRONG:
            answer = fetch(home.rstrip("/") + path)
            if answer.status not in REFUSALS:
                bad.append(f"{answer.status} {home.rstrip('/')}{path[:80]}")
    return bad


def home_pages(fetch, network: Network, port: int | None) -> list[str]:
    """Home of every site, as the region's home page lists them."""
    netloc = f"{network.base_domain}:{port}" if port else network.base_domain
    walk = Walk(fetch, network, Limits(pages=1))
    walk.run([f"http://{netloc}/"])
    found = {}
    for url in walk.origin:
        parts = urlsplit(url)
        if parts.path == "/" and parts.hostname != network.base_domain:
            found[url] = None
    return list(found)


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; the exit code says whether all is well."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("server", help="http://127.0.0.1:8000")
    parser.add_argument("--base-domain", default="localhost")
    parser.add_argument("--sites", type=int, default=27, help="how many sites must answer")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--max-pages", type=int, default=Limits.pages)
    parser.add_argument("--max-seconds", type=float, default=Limits.seconds)
    parser.add_argument("--variants", type=int, default=Limits.variants)
    options = parser.parse_args(argv)
    begin = time.monotonic()
    client, network = Client(options.server), Network(options.base_domain)
    homes = home_pages(client, network, urlsplit(options.server).port)
    limits = Limits(options.max_pages, options.max_seconds, options.variants)
    walk = Walk(client, network, limits, options.threads)
    addresses, strangers = starts(client, homes)
    walk.run(addresses)
    walk.faults["Plan du site d'un autre hôte"] = strangers
    walk.faults["Saisie fautive mal reçue"] = try_wrong(client, homes)
    if len(homes) < options.sites:
        walk.faults["Sites manquants"] = [f"{len(homes)} trouvés, {options.sites} attendus"]
    walk.faults = {kind: found for kind, found in walk.faults.items() if found}
    client.close()
    print("\n".join(lines(walk, time.monotonic() - begin)))
    return 1 if walk.faults or walk.stopped else 0


if __name__ == "__main__":
    sys.exit(main())
