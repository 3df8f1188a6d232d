"""The measured server: gunicorn with one worker, and the CPU time that it has used."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _children(pid: int) -> list[int]:
    return [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Server:
    """A context manager; `get` fetches an address, `cpu` reads the clock of its processes."""

    def __init__(self, environment: dict[str, str]):
        self.port = _free_port()
        self.environment = os.environ | environment

    def __enter__(self) -> "Server":
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", "1"),
                *("--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"),
            ],
            cwd=ROOT,
            env=self.environment,
        )
        end = time.monotonic() + 60
        while True:
            try:
                self.get("localhost", "/constante/")
                break
            except OSError:
                if time.monotonic() > end or self.process.poll() is not None:
                    raise RuntimeError("le serveur mesuré ne répond pas") from None
                time.sleep(0.2)
        self.pids = [self.process.pid, *_children(self.process.pid)]
        return self

    def __exit__(self, *exception) -> None:
        self.process.terminate()
        self.process.wait(20)

    def cpu(self) -> float:
        """Seconds of CPU, user and system, used so far by the worker and its master.

        The kernel's clock of a process (see clock_getcpuclockid(3)): to the nanosecond, where
        /proc/PID/stat counts in hundredths of a second.
        """
        return sum(time.clock_gettime((~pid << 3) | 2) for pid in self.pids)

    def get(self, host: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an address, asked as a browser does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        asked = {"Host": host, "Accept-Encoding": "gzip", "Accept-Language": "fr"}
        connection.request("GET", path, headers=asked | headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, dict(response.headers), body
