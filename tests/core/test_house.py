"""What holds for every file of ours."""

import subprocess

from django.conf import settings

LONGEST = 400
WRITTEN = (
    "*.py",
    "*.html",
    "*.css",
    "*.js",
    "*.sh",
    "*.md",
    "*.txt",
    ".ci/run",
    "bin/*",
    "Makefile",
)
# Written by tools, or lists that only grow.
APART = ("requirements/", "CHANGELOG.md")


def test_no_file_is_long():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *WRITTEN],
        cwd=settings.BASE_DIR, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip
    paths = [name for name in listed if not name.startswith(APART) and "/data/" not in name]
    assert len(paths) > 500
    lengths = {
        name: len((settings.BASE_DIR / name).read_bytes().splitlines())
        for name in paths
        if (settings.BASE_DIR / name).is_file()
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
