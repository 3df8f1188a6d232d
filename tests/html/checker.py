"""The Nu HTML checker of the W3C, as npm packages it. It needs Java; a network the first time."""

import json
import os
import shutil
import subprocess
from pathlib import Path

VERSION = "26.9.27"
# Kept between runs; out of what git follows.
HOME = Path(os.environ.get("TOOLS_DIR", Path(__file__).resolve().parents[2] / "var" / "tools"))


class CheckerMissingError(RuntimeError):
    """Java or npm is not there, or npm could not fetch the checker."""


def checker() -> Path:
    """The checker's jar, fetched once with npm.

    :raises CheckerMissingError: what it needs is not on this machine.
    """
    if not shutil.which("java"):
        raise CheckerMissingError("Java manque (paquet default-jre-headless).")
    folder = HOME / f"vnu-{VERSION}"
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not jar.exists():
        npm = shutil.which("npm")
        if not npm:
            raise CheckerMissingError("npm manque, pour chercher le vérificateur.")
        folder.mkdir(parents=True, exist_ok=True)
        fetch = [npm, "install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts"]
        done = subprocess.run(
            [*fetch, "--prefix", str(folder), f"vnu-jar@{VERSION}"], capture_output=True, text=True
        )
        if done.returncode or not jar.exists():
            raise CheckerMissingError(
                f"npm n'a pas trouvé vnu-jar {VERSION} : {done.stderr[-500:]}"
            )
    return jar


def check(files: list[Path]) -> list[dict]:
    """Messages of the checker on HTML files: `url`, `type`, `subType`, `message`, `lastLine`, `extract`."""
    command = ["java", "-Xss1m", "-jar", str(checker()), "--format", "json", "--stdout"]
    command += ["--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["messages"]
