"""A copy of the tree, where a file may be changed: the work tree itself is never touched."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path


class Overlay:
    """A folder with the files of `tree`, those that are not committed yet as well, and its database of the tests."""

    def __init__(self, tree: Path, folder: Path):
        self.tree, self.folder = tree, folder
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=tree, capture_output=True, text=True, check=True,
        ).stdout.splitlines()  # fmt: skip
        for name in listed:
            if (tree / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(tree / name, folder / name)
        templates = folder / "var/tests"
        templates.mkdir(parents=True, exist_ok=True)
        for template in (tree / "var/tests").glob("*.sqlite3"):
            if not template.name.startswith("run-"):
                os.link(template, templates / template.name)

    def pytest(self, *arguments: str, timeout: float | None = None, **variables: str) -> int:
        """Run pytest here; its exit status, or -1 when it took longer than `timeout` seconds."""
        path = os.pathsep.join([str(self.folder), str(self.folder / "site")])
        process = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": path} | variables,
            stdout=(self.folder / "pytest.log").open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
            return -1

    @property
    def log(self) -> str:
        """What the last run of pytest said."""
        return (self.folder / "pytest.log").read_text()

    @contextmanager
    def mutated(self, path: str, text: str):
        """The same tree with another text for one file.

        The copy keeps the time of the original, so that Python takes the compiled file for what it is: another's.
        """
        (self.folder / path).write_text(text)
        try:
            yield
        finally:
            shutil.copy2(self.tree / path, self.folder / path)
