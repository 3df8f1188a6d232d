"""What the recorded run knows: which tests run which lines, and how long each takes."""

import json
from collections import Counter, defaultdict
from itertools import chain, zip_longest
from pathlib import Path

# A mutant that the nearest of its tests do not notice is said to survive.
MOST_TESTS, MOST_SECONDS = 60, 40.0


class Notes:
    """The notes of a folder that `record` wrote, of a copy of the tree in `root`."""

    def __init__(self, folder: Path, root: Path):
        self.root = root
        self.seconds: dict[str, float] = {}
        # Path, then line: the tests that run it.
        self._lines = defaultdict(lambda: defaultdict(set))
        for path in folder.glob("*.json"):
            notes = json.loads(path.read_text())
            self.seconds |= notes["seconds"]
            for name, by_line in notes["lines"].items():
                for line, tests in by_line.items():
                    self._lines[name][int(line)].update(tests)
        # How much of the code a test runs: the less, the nearer it is to what it does run.
        self._breadth = Counter(
            test for by_line in self._lines.values() for tests in by_line.values() for test in tests
        )

    def nearest(self, path: str, lines: tuple[int, int]) -> list[str]:
        """Tests to run against a change of these lines: the most specific of each file of tests, in turn.

        A line that only an import runs (a constant) is left to the tests that run anything of its file.
        """
        of_file = self._lines[str(self.root / path)]
        first, last = lines
        found = set().union(*(of_file[line] for line in range(first, last + 1) if line in of_file))
        found = found or set().union(*of_file.values())
        by_file = defaultdict(list)
        for test in sorted(found, key=lambda test: (self._breadth[test], test)):
            by_file[test.split("::")[0]].append(test)
        files = sorted(by_file.values(), key=lambda tests: self._breadth[tests[0]])
        chosen: list[str] = []
        seconds = 0.0
        for test in filter(None, chain.from_iterable(zip_longest(*files))):
            if len(chosen) < MOST_TESTS and (
                not chosen or seconds + self.seconds[test] <= MOST_SECONDS
            ):
                chosen.append(test)
                seconds += self.seconds[test]
        return chosen
