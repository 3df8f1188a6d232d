"""Speed, as ratios: `make bench`.

What is measured is the CPU time of the whole server process (worker and master, user and system) per
request, never wall time: machines and their neighbours differ, ratios hold. One gunicorn worker, the
settings of development, a database with every site and a thousand rich pages, kept in var/bench-….

Ours is compared, in the same run and in turn (baseline, ours, baseline, ours…), with
- a bare Wagtail page: title, body, the template of `wagtail start`, same settings and middleware;
- a view that answers a constant, through the same middleware.

“Uncached” means that each address is new (a parameter that counts): the cache of whole pages never has it,
and the cost of filling it is part of the measure. What a process remembers stays remembered, as in
production: the lists of a home among others. The line “made again” says what a home costs when it has just
forgotten them, that is once after each publication. Ratio: median of the rounds; spread: lowest and highest.

    make bench
    .venv/bin/python tests/benchmarks/run.py --rounds 9 --check
    .venv/bin/python tests/benchmarks/run.py --database postgres://user:password@host:5432/any
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from tests.benchmarks.options import read_options, say
from tests.benchmarks.server import ROOT, Server

BUILD = "from tests.benchmarks.data import build; build()"
SOURCES = ("tests/benchmarks/data.py",)
MIGRATE = "from django.core.management import call_command as c; c('migrate', verbosity=0)"
COLLECT = "from django.core.management import call_command as c; c('collectstatic', verbosity=0, interactive=False)"
CATALOGUE = "/ressources/?theme=alimentation&genre=activity"
SEARCH = "/ressources/?q=monnaie+locale"


class How(Enum):
    """How a subject is asked for."""

    FRESH = "a new address each time"
    AGAIN = "the same address each time"
    KNOWN = "the same address, which the visitor has already"
    CHANGED = "a new address, just after a publication"


@dataclass(frozen=True)
class Subject:
    """An address to measure. `limit`: highest ratio to its baseline, None when it has none."""

    name: str
    host: str
    path: str
    limit: float | None = None
    how: How = How.FRESH


BARE = Subject("bare page", "nue.localhost", "/")
CONSTANT = Subject("constant view", "bretagne.localhost", "/constante/", how=How.AGAIN)
UNCACHED = [
    Subject("Home of the region", "bretagne.localhost", "/", 2.0),
    Subject("Home of a groupement", "ess-35.localhost", "/", 2.0),
    Subject("Home of a pays", "vitre.localhost", "/", 2.0),
    Subject("Catalogue, two facets", "vitre.localhost", CATALOGUE, 2.5),
    Subject("Catalogue, text search", "vitre.localhost", SEARCH, 3.0),
    Subject("Home of a pays, its lists made again", "vitre.localhost", "/", how=How.CHANGED),
]
CACHED = [
    Subject("Page from the cache", "vitre.localhost", "/", 2.0, How.AGAIN),
    Subject("304 from the cache", "vitre.localhost", "/", 2.0, How.KNOWN),
]


class Bench:
    """Measures subjects on a running server."""

    def __init__(self, server: Server):
        self.server = server
        self.fresh = count(1)
        self.etag = ""

    def fetch(self, subject: Subject) -> float:
        """Ask for a subject once: seconds of CPU. Raises if the answer is not the one to measure."""
        path, headers, expected = subject.path, {}, 200
        if subject.how in (How.FRESH, How.CHANGED):
            path += f"{'&' if '?' in path else '?'}mesure={next(self.fresh)}"
        if subject.how is How.CHANGED:
            self.server.get(subject.host, "/publication/")
        if subject.how is How.KNOWN and self.etag:
            headers, expected = {"If-None-Match": self.etag}, 304
        start = self.server.cpu()
        status, answer, body = self.server.get(subject.host, path, **headers)
        used = self.server.cpu() - start
        if status != expected or (status == 200 and not body):
            raise RuntimeError(f"{subject.host}{path} : réponse {status}")
        if subject.how is How.KNOWN:
            self.etag = answer["ETag"]
        return used

    def cost(self, subject: Subject, times: int) -> float:
        """Milliseconds of CPU of one request: a mean."""
        return sum(self.fetch(subject) for _ in range(times)) / times * 1000

    def compare(
        self, baseline: Subject, subjects: list[Subject], rounds: int, times: int
    ) -> dict[Subject, list[tuple[float, float]]]:
        """Pairs of costs, of the baseline and of the subject, one pair a round."""
        found: dict[Subject, list[tuple[float, float]]] = {s: [] for s in subjects}
        for subject in (baseline, *subjects):
            self.cost(subject, 5)
        for _ in range(rounds):
            for subject in subjects:
                before = self.cost(baseline, times)
                own = self.cost(subject, times)
                after = self.cost(baseline, times)
                found[subject].append(((before + after) / 2, own))
        return found


def prepare(
    database: str,
    say: Callable[[str], None],
    kind: str = "bench",
    build: str = BUILD,
    sources: tuple[str, ...] = SOURCES,
) -> dict[str, str]:
    """Make the database unless it is there and up to date; return the server's environment.

    :param kind: what tells this data set from the others; `build`: Python that fills it;
        `sources`: what makes it out of date when it changes.
    """
    engine = "postgresql" if database else "sqlite"
    folder = Path(os.environ.get("VAR_DIR", ROOT / "var")) / f"{kind}-{engine}"
    name = f"ess_{kind.replace('-', '_')}"
    url = _own_database(database, name) if database else f"sqlite:///{folder / 'bench.sqlite3'}"
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "DATABASE_URL": url,
        "VAR_DIR": str(folder),
        "CACHE_URL": f"file://{folder / 'cache'}",
        "BASE_DOMAIN": "localhost",
    }
    # What is out of date, and only that, is done again.
    steps = {
        "pages": ([*sources, "tests/benchmarks/words.py"], build),
        "migrations": (["*/migrations/*.py", "site/core/migrations/*.py"], MIGRATE),
        "static": (["static/**/*.*"], COLLECT),
    }
    stamps = {name: _digest(url, patterns) for name, (patterns, _) in steps.items()}
    known = folder / "stamps.json"
    done = json.loads(known.read_text()) if known.exists() else {}
    if done.get("pages") != stamps["pages"]:
        say(f"Making the database of the measure ({engine}), once: a few minutes…")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        done = {}
        if database:
            _recreate(database, name)
    for step in ("migrations", "pages", "static"):
        if done.get(step) != stamps[step]:
            subprocess.run(
                [sys.executable, "-c", f"import django; django.setup(); {steps[step][1]}"],
                cwd=ROOT,
                env=os.environ | environment,
                check=True,
            )
            known.write_text(json.dumps(done := done | {step: stamps[step]}))
    shutil.rmtree(folder / "cache", ignore_errors=True)
    return environment


def _digest(url: str, patterns: list[str]) -> str:
    digest = blake2b(url.encode(), digest_size=16)
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _own_database(url: str, name: str) -> str:
    """The address of our own database on the server that `url` names."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def _recreate(url: str, name: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")


def table(measures: dict[Subject, list[tuple[float, float]]], baseline: Subject) -> list[str]:
    """Lines of a Markdown table, one a subject."""
    lines = []
    for subject, pairs in measures.items():
        ratios = sorted(own / base for base, own in pairs)
        base, own = (statistics.median(column) for column in zip(*pairs, strict=True))
        lines.append(
            f"| {subject.name} | {own:.2f} ms | {baseline.name}, {base:.2f} ms "
            f"| **{statistics.median(ratios):.2f}** | {ratios[0]:.2f} to {ratios[-1]:.2f} "
            f"| {subject.limit or '–'} |"
        )
    return lines


def main() -> int:
    options = read_options(__doc__, rounds=7, times=15)
    environment = prepare(options.database, say)
    with Server(environment) as server:
        bench = Bench(server)
        uncached = bench.compare(BARE, UNCACHED, options.rounds, options.times)
        cached = bench.compare(CONSTANT, CACHED, options.rounds, options.times * 20)
    print(
        f"Engine: {environment['DATABASE_URL'].partition(':')[0]}. Requests a round: {options.times}.\n"
    )
    print("| Request | CPU per request | Baseline | Ratio | Spread | Limit |")
    print("| --- | --- | --- | --- | --- | --- |")
    print("\n".join([*table(uncached, BARE), *table(cached, CONSTANT)]))
    over = [
        subject.name
        for subject, pairs in (uncached | cached).items()
        if subject.limit and statistics.median(own / base for base, own in pairs) > subject.limit
    ]
    if over:
        say(f"Over the limit: {', '.join(over)}.")
    return 1 if over and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
