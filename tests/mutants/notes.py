"""What the recorded run knows: which tests run which lines, and how long each takes."""

import json
from collections import defaultdict
from itertools import chain, zip_longest
from pathlib import Path

from coverage import CoverageData

# A mutant that the nearest of its tests do not notice is said to survive.
MOST_TESTS, MOST_SECONDS = 60, 40.0


class Notes:
    """The notes of a folder that `record` wrote, of a copy of the tree in `root`."""

    def __init__(self, folder: Path, root: Path):
        self.root = root
        self.seconds: dict[str, float] = {}
        for path in folder.glob("seconds.*.json"):
            self.seconds |= json.loads(path.read_text())
        self._data = [CoverageData(str(path)) for path in folder.glob("lines.*")]
        for data in self._data:
            data.read()
        self._lines = {}
        # How much of the code a test runs: the less, the nearer it is to what it does run.
        self._breadth = defaultdict(int)
        for path in {name for data in self._data for name in data.measured_files()}:
            for tests in self._of_file(path).values():
                for test in tests:
                    self._breadth[test] += 1

    def _of_file(self, path: str) -> dict[int, set[str]]:
        """Line by line, the tests that run it."""
        if path not in self._lines:
            lines = defaultdict(set)
            for data in self._data:
                for line, tests in data.contexts_by_lineno(path).items():
                    lines[line] |= self.seconds.keys() & set(tests)
            self._lines[path] = lines
        return self._lines[path]

    def nearest(self, path: str, lines: tuple[int, int]) -> list[str]:
        """Tests to run against a change of these lines: the most specific of each file of tests, in turn.

        A line that only an import runs (a constant) is left to the tests that run anything of its file.
        """
        of_file = self._of_file(str(self.root / path))
        first, last = lines
        found = set().union(*(of_file[line] for line in range(first, last + 1) if line in of_file))
        found = found or set().union(*of_file.values())
        by_file = defaultdict(list)
        for test in sorted(found, key=lambda test: (self._breadth[test], test)):
            by_file[test.split("::")[0]].append(test)
        files = sorted(by_file.values(), key=lambda tests: self._breadth[tests[0]])
        chosen, seconds = [], 0.0
        for test in filter(None, chain.from_iterable(zip_longest(*files))):
            seconds += self.seconds[test]
            if chosen and (len(chosen) == MOST_TESTS or seconds > MOST_SECONDS):
                break
            chosen.append(test)
        return chosen
