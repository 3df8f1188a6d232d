"""`make mutants`: changes the code in small ways, and lists the changes that no test notices.

A seeded sample of mutants is drawn from the business code (`[tool.mutants]` of pyproject.toml), each is run in a copy of
the tree against the tests that run its lines, and those that survive are shown. Which tests run which lines is
recorded once per state of the tree, in `var/mutants`.
"""

import argparse
import difflib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from .notes import Notes
from .overlay import Overlay

TREE = Path(__file__).resolve().parents[2]
VAR = TREE / "var/mutants"
FAST = ["-m", "not browser and not engine"]
# Exit status of pytest: tests failed. Others say that the mutant could not even be imported.
PASSED, FAILED, TOO_LONG = 0, 1, -1


@dataclass
class Result:
    """What became of a mutant. `killer`: the test that noticed it."""

    mutant: dict
    tests: int
    state: str
    killer: str = ""

    @property
    def survived(self) -> bool:
        return self.state in ("survived", "no test")

    def __str__(self) -> str:
        path, lines = self.mutant["path"], self.mutant["lines"]
        return (
            f"{self.state:>9}  {path}:{lines[0]}  {self.mutant['operator']}  ({self.tests} tests)"
        )

    def diff(self) -> str:
        lines = difflib.unified_diff(
            (TREE / self.mutant["path"]).read_text().splitlines(),
            self.mutant["text"].splitlines(),
            n=2,
            lineterm="",
        )
        return "\n".join(list(lines)[2:])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--size", type=int, default=80, help="how many mutants")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    parser.add_argument("--only", default="*", help="a pattern of paths, such as 'offers/*'")
    parser.add_argument(
        "--goal", type=int, default=0, help="fail when fewer are killed, in percent"
    )
    return parser.parse_args()


def business_code(only: str) -> list[str]:
    """Paths of the files that may be changed."""
    project = tomllib.loads((TREE / "pyproject.toml").read_text())["tool"]
    packages = project["importlinter"]["root_packages"]
    left_out = project["mutants"]["left_out"]
    listed = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=TREE, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return [
        path
        for path in listed
        if path.removeprefix("site/").split("/")[0] in packages
        and (TREE / path).is_file()
        and not any(fnmatch(path, pattern) for pattern in left_out)
        and fnmatch(path, only)
    ]


def draw(paths: list[str], seed: int, size: int) -> list[dict]:
    subprocess.run(["bin/bootstrap", "mutants", str(VAR / "venv")], cwd=TREE, check=True)
    drawn = subprocess.run(
        [VAR / "venv/bin/python", "-m", "tests.mutants.find", str(seed), str(size)],
        cwd=TREE, input="\n".join(paths), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(drawn.stdout)


def record(overlay: Overlay, paths: list[str], jobs: int) -> Notes:
    """The notes on this state of the tree; runs all fast tests when there are none yet."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(overlay.folder.rglob("*.py")):
        digest.update(path.read_bytes())
    notes = VAR / digest.hexdigest()
    done = notes / "done"
    if not done.exists():
        print("Recording which tests run which lines…", flush=True)
        shutil.rmtree(notes, ignore_errors=True)
        notes.mkdir(parents=True)
        sources = {str(overlay.folder / path.split("/")[0]) for path in paths}
        overlay.pytest(
            "-n", str(jobs), "--dist", "worksteal", "-p", "tests.mutants.record", *FAST,
            MUTANTS_NOTES=str(notes), MUTANTS_SOURCES=os.pathsep.join(sources),
        )  # fmt: skip
        print(overlay.log.splitlines()[-1], flush=True)
        done.write_text(str(overlay.folder))
    return Notes(notes, Path(done.read_text()))


def judge(overlay: Overlay, mutant: dict, notes: Notes) -> Result:
    """Run the nearest tests against a mutant."""
    tests = notes.nearest(mutant["path"], mutant["lines"])
    result = Result(mutant, len(tests), "no test")
    if not tests:
        return result
    longest = 60 + 4 * sum(notes.seconds[test] for test in tests)
    with overlay.mutated(mutant["path"], mutant["text"]):
        status = overlay.pytest("-x", *tests, timeout=longest)
    if status == PASSED:
        result.state = "survived"
    elif status == FAILED:
        result.state = "killed"
        result.killer = next(
            iter(re.findall(r"^(?:FAILED|ERROR) (\S.*?)(?: - |$)", overlay.log, re.M)), ""
        )
    elif status == TOO_LONG:
        result.state = "too long"
    else:
        # It could not be imported; unless these tests cannot be found at all.
        found = overlay.pytest("--collect-only", *tests) == PASSED
        result.state = "broken" if found else "doubtful"
    return result


def control(overlay: Overlay, results: list[Result]) -> None:
    """The tests that noticed something must pass when nothing was changed."""
    killers = sorted({result.killer for result in results if result.killer})
    if killers and overlay.pytest(*killers) != PASSED:
        failing = set(re.findall(r"^(?:FAILED|ERROR) (\S.*?)(?: - |$)", overlay.log, re.M))
        for result in results:
            if result.killer in failing or not failing:
                result.state = "doubtful"


def main() -> int:
    asked = options()
    started = time.monotonic()
    paths = business_code(asked.only)
    mutants = draw(paths, asked.seed, asked.size)
    with TemporaryDirectory(prefix="mutants-") as folder:
        overlays = [Overlay(TREE, Path(folder, str(number))) for number in range(asked.jobs)]
        notes = record(overlays[0], paths, asked.jobs)
        free: SimpleQueue[Overlay] = SimpleQueue()
        for overlay in overlays:
            free.put(overlay)

        def run(mutant: dict) -> Result:
            overlay = free.get()
            try:
                result = judge(overlay, mutant, notes)
            finally:
                free.put(overlay)
            print(result, flush=True)
            return result

        with ThreadPoolExecutor(asked.jobs) as pool:
            results = list(pool.map(run, mutants))
        control(overlays[0], results)
    print("\nNobody noticed:\n")
    for result in results:
        if result.survived or result.state == "doubtful":
            print(f"{result}\n{result.diff()}\n")
    killed = sum(not result.survived and result.state != "doubtful" for result in results)
    share = round(100 * killed / len(results))
    print(
        f"{killed} of {len(results)} mutants killed ({share} %), drawn from {mutants[0]['places']} places of "
        f"{len(paths)} files with seed {asked.seed}, in {(time.monotonic() - started) / 60:.0f} minutes."
    )
    return int(share < asked.goal)


if __name__ == "__main__":
    sys.exit(main())
