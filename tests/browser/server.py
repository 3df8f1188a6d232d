"""A demonstration to test: the one that DEMO_URL names, or one built for the occasion."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parents[2]
START_SECONDS = 120


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def demo_environment(**changes: str) -> dict[str, str]:
    """The environment of the demonstration's own processes."""
    return os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.dev"} | changes


def run(arguments: list[str], environment: dict[str, str]) -> str:
    """Run one of the project's Python modules; what it says is told when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=environment, text=True, capture_output=True
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} :\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    return done.stdout


def wait_for(url: str, process: subprocess.Popen | None = None) -> None:
    """Wait until the address answers.

    :raises RuntimeError: it did not within two minutes, or the server stopped.
    """
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process and process.poll() is not None:
            raise RuntimeError("Le serveur de démonstration s'est arrêté.")
        try:
            urllib.request.urlopen(url, timeout=30).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"{url} ne répond pas.")


@contextmanager
def running_demo(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Address of a running demonstration, and the environment that names its database.

    With DEMO_URL, nothing is started: VAR_DIR and DATABASE_URL must be those of that server.
    """
    if given := os.environ.get("DEMO_URL"):
        wait_for(given)
        yield given.rstrip("/"), demo_environment()
        return
    port = free_port()
    environment = demo_environment(
        VAR_DIR=str(folder), DATABASE_URL=f"sqlite:///{folder / 'ess.sqlite3'}", SITE_PORT=str(port)
    )
    run(["manage.py", "demo"], environment)
    command = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--threads", "4", "--log-level", "warning"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=PROJECT, env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/robots.txt", process)
            yield f"http://127.0.0.1:{port}", environment
        finally:
            process.terminate()
            process.wait(30)


def page_kinds(environment: dict[str, str], *sites: str) -> dict[str, dict[str, dict]]:
    """Pages of each kind on the given sites: see `tests.browser.pages.page_list`."""
    return json.loads(run(["-m", "tests.browser.pages", "--json", *sites], environment))


def port_of(url: str) -> int:
    return urlsplit(url).port or 80
