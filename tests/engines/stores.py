"""PostgreSQL and Redis from Debian's packages, each with its own data folder and port."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

from machine import (
    EngineError,
    as_user,
    end,
    give_to,
    install,
    is_root,
    port_is_open,
    run,
    say,
    spawn,
    wait_until,
)

PASSWORD = "ess"


class PostgreSQL:
    """A cluster of our own, tuned for tests: nothing of it is worth keeping."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        self.port = int(os.environ.get("ENGINES_POSTGRES_PORT", "5499"))
        self.folder = folder / "postgresql"
        self.data = self.folder / "data"
        self.log = self.folder / "postgresql.log"

    def environment(self) -> dict[str, str]:
        """Return what the settings and the tests read."""
        url = f"postgres://ess:{PASSWORD}@127.0.0.1:{self.port}/ess"
        return {"DATABASE_URL": url, "ENGINE_POSTGRES_URL": url}

    def answers(self) -> bool:
        """Tell whether the cluster accepts connections."""
        if not port_is_open(self.port) or not (programs := self._programs()):
            return False
        try:
            run([str(programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)])
        except EngineError:
            return False
        return True

    def start(self) -> None:
        """Install, create and start the cluster where needed."""
        if self.answers():
            return
        if not self._programs():
            install("postgresql", "PostgreSQL's server is not installed.")
        if port_is_open(self.port):
            raise EngineError(
                f"Port {self.port} is taken: set ENGINES_POSTGRES_PORT to a free one."
            )
        say("Starting PostgreSQL …")
        give_to("postgres", self.folder)
        if not (self.data / "PG_VERSION").exists():
            self._create()
        self._control("start", "-w", "-l", str(self.log))
        wait_until(self.answers, self.name, self.log)
        self._create_role()

    def stop(self) -> None:
        """Stop the cluster."""
        if (self.data / "postmaster.pid").exists() and self._programs():
            self._control("stop", "-m", "fast")

    def _programs(self) -> Path | None:
        found = sorted(
            Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
        )
        if found:
            return found[-1].parent
        initdb = shutil.which("initdb")
        return Path(initdb).parent if initdb else None

    def _run(self, program: str, *arguments: str) -> str:
        command = as_user("postgres", [str(self._programs() / program), *arguments])
        return run(command, cwd=self.folder)

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self.data), *arguments)

    def _create(self) -> None:
        self._run(
            "initdb",
            "-D",
            str(self.data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
        )
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(
                f"\nlisten_addresses = '127.0.0.1'\nport = {self.port}\n"
                f"unix_socket_directories = '{self.folder}'\n"
                "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
                "max_connections = 60\nshared_buffers = 128MB\njit = off\n"
            )

    def _create_role(self) -> None:
        sql = (
            f"DO $$BEGIN CREATE ROLE ess LOGIN CREATEDB PASSWORD '{PASSWORD}'; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END$$"
        )
        address = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"]
        self._run("psql", *address, "-q", "-c", sql, "postgres")
        exists = "SELECT 1 FROM pg_database WHERE datname = 'ess'"
        if not self._run("psql", *address, "-tAc", exists, "postgres").strip():
            self._run("createdb", *address, "-O", "ess", "ess")


class Redis:
    """A Redis server that keeps nothing on disk."""

    name = "Redis"

    def __init__(self, folder: Path) -> None:
        self.port = int(os.environ.get("ENGINES_REDIS_PORT", "6399"))
        self.folder = folder / "redis"
        self.log = self.folder / "redis.log"
        self.pid_file = self.folder / "redis.pid"

    def environment(self) -> dict[str, str]:
        """Return what the settings and the tests read."""
        url = f"redis://127.0.0.1:{self.port}/0"
        return {"CACHE_URL": url, "ENGINE_REDIS_URL": url}

    def answers(self) -> bool:
        """Tell whether the server answers a PING."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def start(self) -> None:
        """Install and start the server where needed."""
        if self.answers():
            return
        if not shutil.which("redis-server"):
            install("redis-server", "Redis is not installed.")
        if port_is_open(self.port):
            raise EngineError(f"Port {self.port} is taken: set ENGINES_REDIS_PORT to a free one.")
        say("Starting Redis …")
        account = "redis" if is_root() else ""
        if account:
            give_to(account, self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        command = [
            "redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
            "--appendonly", "no", "--dir", str(self.folder), "--maxmemory", "128mb",
        ]  # fmt: skip
        spawn(as_user(account, command) if account else command, self.log, self.pid_file)
        wait_until(self.answers, self.name, self.log)

    def stop(self) -> None:
        """Stop the server."""
        end(self.pid_file)
