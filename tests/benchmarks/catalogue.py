"""The publication of a sheet, and the catalogue just after it: what they cost at 10,000 sheets, and at 1,000.

Two servers with the same sites and the same code: one has 1,000 sheets, the other 10,000. Each publishes a sheet, then is
asked for the catalogue of a pays, in turn (1,000, 10,000, 1,000…). CPU time of the server's processes, as in run.py;
ratio: median of the rounds. The first line is the limit's: both together may cost 3 times as much (decision 0105).

    .venv/bin/python -m tests.benchmarks.catalogue
    .venv/bin/python -m tests.benchmarks.catalogue --rounds 9 --check
"""

import statistics
import sys
from itertools import count

from tests.benchmarks.options import read_options, say
from tests.benchmarks.run import prepare
from tests.benchmarks.server import Server

FEW, MANY, LIMIT = 1_000, 10_000, 3.0
HOST = "vitre.localhost"
PARTS = ("publication and catalogue", "publication", "catalogue after it", "catalogue as it was")


class Centre:
    """A server of so many sheets."""

    def __init__(self, sheets: int, database: str):
        build = f"from tests.benchmarks.sheets import build; build({sheets})"
        sources = ("tests/benchmarks/sheets.py", "tests/benchmarks/bulk.py")
        self.server = Server(prepare(database, say, f"catalogue-{sheets}", build, sources))
        self.fresh = count(1)

    def ask(self, path: str) -> float:
        """Milliseconds of CPU of an address that nobody asked for.

        :raises RuntimeError: another answer than the page.
        """
        number = next(self.fresh)
        start = self.server.cpu()
        status, _headers, _body = self.server.get(HOST, f"{path}mesure={number}")
        used = self.server.cpu() - start
        if status != 200:
            raise RuntimeError(f"{path} : réponse {status}")
        return used * 1000

    def cost(self, times: int) -> list[float]:
        """What each of `PARTS` costs: means."""
        found = []
        for _ in range(times):
            publication = self.ask("/fiche-publiee/?")
            after, as_it_was = (self.ask("/ressources/?genre=tool&") for _ in range(2))
            found.append((publication + after, publication, after, as_it_was))
        return [statistics.fmean(column) for column in zip(*found, strict=True)]


def main() -> int:
    options = read_options(__doc__, rounds=7, times=5)
    few, many = Centre(FEW, options.database), Centre(MANY, options.database)
    rounds = []
    with few.server, many.server:
        for centre in (few, many):
            centre.cost(2)
        for _ in range(options.rounds):
            before, own, after = (c.cost(options.times) for c in (few, many, few))
            rounds.append([((b + a) / 2, o) for b, o, a in zip(before, own, after, strict=True)])
    print(f"| What | CPU at {FEW:,} sheets | CPU at {MANY:,} | Ratio | Spread | Limit |")
    print("| --- | --- | --- | --- | --- | --- |")
    ratios = {}
    for part, pairs in zip(PARTS, zip(*rounds, strict=True), strict=True):
        base, own = (statistics.median(column) for column in zip(*pairs, strict=True))
        spread = sorted(o / b for b, o in pairs)
        ratios[part] = statistics.median(spread)
        limit = LIMIT if part == PARTS[0] else "–"
        print(
            f"| {part} | {base:.1f} ms | {own:.1f} ms | **{ratios[part]:.2f}** "
            f"| {spread[0]:.2f} to {spread[-1]:.2f} | {limit} |"
        )
    over = ratios[PARTS[0]] > LIMIT
    if over:
        say("Over the limit.")
    return 1 if over and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
