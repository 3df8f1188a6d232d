"""The admin after years of publication: what its busiest screens cost at 5,000 pages, and at 500.

Two servers, with the same thirty sites and three hundred people, and the same code: one has 500 pages, the
other 5,000. Each screen is asked of both in turn (500, 5,000, 500…), by the communication of a pays, of a
groupement and of the region. CPU time of the server's processes, as in run.py; ratio: median of the rounds.
Both must stay under 60 queries, and 5,000 pages under 1.5 times the cost of 500.

    .venv/bin/python tests/benchmarks/admin.py
    .venv/bin/python tests/benchmarks/admin.py --rounds 9 --check
"""

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field

from tests.benchmarks.counting import HEADER
from tests.benchmarks.options import read_options, say
from tests.benchmarks.run import prepare
from tests.benchmarks.server import ROOT, Server

FEW, MANY = 500, 5_000
MOST_QUERIES, LIMIT = 60, 1.5
ROLES = ("bretagne", "ess-35", "vitre")
SOURCES = ("tests/benchmarks/network.py", "tests/benchmarks/bulk.py")
READ = (
    "import django, json; django.setup();"
    "from tests.benchmarks.network import addresses, sign_in;"
    f"print(json.dumps({{'screens': addresses(*{ROLES}), 'sessions': sign_in(*{ROLES})}}))"
)


@dataclass
class Measure:
    """What a screen cost: pairs of milliseconds, and the queries of each."""

    pairs: list[tuple[float, float]] = field(default_factory=list)
    queries: tuple[int, int] = (0, 0)

    @property
    def ratio(self) -> float:
        return statistics.median(many / few for few, many in self.pairs)

    @property
    def over(self) -> bool:
        return self.ratio > LIMIT or max(self.queries) >= MOST_QUERIES


class Admin:
    """A server of `pages` pages, and who is signed in on it."""

    def __init__(self, pages: int, database: str, say):
        kind = f"admin-{pages}"
        build = f"from tests.benchmarks.network import build; build({pages})"
        self.environment = prepare(database, say, kind, build, SOURCES) | {
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.admin_settings"
        }
        read = subprocess.run(
            [sys.executable, "-c", READ],
            cwd=ROOT,
            env=os.environ | self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        known = json.loads(read.stdout.splitlines()[-1])
        self.screens, self.sessions = known["screens"], known["sessions"]
        self.server = Server(self.environment)

    def ask(self, role: str, screen: str) -> tuple[float, int]:
        """Milliseconds of CPU of a screen, and its queries.

        :raises RuntimeError: another answer than the screen.
        """
        path = self.screens[role][screen]
        start = self.server.cpu()
        status, headers, _ = self.server.get(
            "localhost", path, Cookie=f"sessionid={self.sessions[role]}"
        )
        used = self.server.cpu() - start
        if status != 200:
            raise RuntimeError(f"{role} {path} : réponse {status}")
        return used * 1000, int(headers[HEADER])

    def cost(self, role: str, screen: str, times: int) -> float:
        return statistics.fmean(self.ask(role, screen)[0] for _ in range(times))


def compare(few: Admin, many: Admin, rounds: int, times: int) -> dict[tuple[str, str], Measure]:
    """Every screen of every role, a pair a round."""
    found = {(role, screen): Measure() for role in ROLES for screen in many.screens[role]}
    for (role, screen), measure in found.items():
        for admin in (few, many):
            admin.cost(role, screen, 2)
        measure.queries = few.ask(role, screen)[1], many.ask(role, screen)[1]
    for _ in range(rounds):
        for (role, screen), measure in found.items():
            before = few.cost(role, screen, times)
            own = many.cost(role, screen, times)
            after = few.cost(role, screen, times)
            measure.pairs.append(((before + after) / 2, own))
    return found


def table(found: dict[tuple[str, str], Measure]) -> list[str]:
    """Lines of a Markdown table, one a screen and a role."""
    lines = [
        f"| Screen | Site | CPU at {FEW} | CPU at {MANY} | Ratio | Spread | Queries |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for (role, screen), measure in sorted(found.items(), key=lambda item: item[0][1]):
        few, many = (statistics.median(column) for column in zip(*measure.pairs, strict=True))
        ratios = sorted(own / base for base, own in measure.pairs)
        lines.append(
            f"| {screen} | {role} | {few:.0f} ms | {many:.0f} ms | **{measure.ratio:.2f}** "
            f"| {ratios[0]:.2f} to {ratios[-1]:.2f} | {measure.queries[0]}, {measure.queries[1]} |"
        )
    return lines


def main() -> int:
    options = read_options(__doc__, rounds=5, times=3)
    few, many = (Admin(pages, options.database, say) for pages in (FEW, MANY))
    with few.server, many.server:
        found = compare(few, many, options.rounds, options.times)
    print("\n".join(table(found)))
    over = [" ".join(key) for key, measure in found.items() if measure.over]
    if over:
        say(f"Over the limit ({LIMIT} times, {MOST_QUERIES} queries): {', '.join(over)}.")
    return 1 if over and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
