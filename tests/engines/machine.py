"""What the engines need from the machine: packages, a free account, processes that outlive the script."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path


class EngineError(Exception):
    """Something is missing and the script cannot get it; the message says what to do."""


def say(message: str) -> None:
    """Tell what is being done, apart from the KEY=VALUE lines on standard output."""
    print(message, file=sys.stderr, flush=True)


def run(command: list[str], **options: object) -> str:
    """Run a command and return its output, or raise with the end of what it said."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, **options)
    except FileNotFoundError as error:
        raise EngineError(f"Command not found: {command[0]}") from error
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-2000:]
        raise EngineError(f"Failed: {' '.join(map(str, command))}\n{said}")
    return done.stdout


def is_root() -> bool:
    """Tell whether packages can be installed and other accounts used."""
    return os.geteuid() == 0


def install(package: str, reason: str) -> None:
    """Install one Debian package, quietly; tell a person without the right to do it what to install."""
    if not is_root() or not shutil.which("apt-get"):
        raise EngineError(f"{reason} Install the package « {package} », then run this again.")
    say(f"Installing {package} …")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    try:
        run(command, env=environment)
    except EngineError:
        # A bare machine's list of packages is empty or old.
        run(["apt-get", "update", "-q"], env=environment)
        run(command, env=environment)


def as_user(name: str, command: list[str]) -> list[str]:
    """Return the command as it must be run: engines refuse to run as root."""
    if not is_root():
        return command
    try:
        account = pwd.getpwnam(name)
    except KeyError as error:
        raise EngineError(f"The account « {name} » does not exist.") from error
    return [
        "setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups",
        *command,
    ]  # fmt: skip


def give_to(name: str, folder: Path) -> None:
    """Make a folder that belongs to an account, and let that account reach it."""
    folder.mkdir(parents=True, exist_ok=True)
    if is_root():
        account = pwd.getpwnam(name)
        run(["chown", "-R", f"{account.pw_uid}:{account.pw_gid}", str(folder)])
        for parent in folder.parents:
            if not parent.stat().st_mode & 0o001:
                raise EngineError(
                    f"The account « {name} » cannot enter {parent}: "
                    "set ENGINES_DIR to a folder that it can reach."
                )


def port_is_open(port: int) -> bool:
    """Tell whether something listens on this port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(answers: Callable[[], bool], name: str, log: Path, seconds: int = 90) -> None:
    """Wait for an engine; if it never answers, show the end of its log."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if answers():
            return
        time.sleep(0.5)
    tail = log.read_text(errors="replace")[-3000:] if log.exists() else "(no log)"
    raise EngineError(f"{name} does not answer after {seconds} s. End of {log}:\n{tail}")


def spawn(command: list[str], log: Path, pid_file: Path, **options: object) -> None:
    """Start a process that stays after the script, its output in a file."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **options,
        )
    pid_file.write_text(str(process.pid))


def end(pid_file: Path, seconds: int = 30) -> None:
    """Stop the process that a file names, and wait for its end."""
    if not pid_file.exists():
        return
    group = int(pid_file.read_text().split()[0])
    # The whole session that spawn() started: Elasticsearch's launcher has a child.
    try:
        os.killpg(group, signal.SIGTERM)
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(group, os.WNOHANG)
            os.killpg(group, 0)
            time.sleep(0.2)
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass
    pid_file.unlink(missing_ok=True)
