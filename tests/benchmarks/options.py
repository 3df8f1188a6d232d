"""What both benchmarks are told on the command line, and how they speak of what they do."""

import argparse
import os
import sys


def read_options(description: str, *, rounds: int, times: int) -> argparse.Namespace:
    """Read the command line: `database`, `rounds`, `times`, `check`; the numbers given are the defaults.

    :raises SystemExit: an option is wrong, or this is not Linux.
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    given = os.environ.get("DATABASE_URL", "")
    parser.add_argument(
        "--database",
        default=given if given.startswith("postgres") else "",
        help="a PostgreSQL server, in place of SQLite; by default what DATABASE_URL says",
    )
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--times", type=int, default=times, help="requests a round")
    parser.add_argument("--check", action="store_true", help="fail when a limit is exceeded")
    options = parser.parse_args()
    if sys.platform != "linux":
        parser.error("the CPU clock of another process is read as Linux gives it")
    return options


def say(line: str) -> None:
    """Tell on the error output, so that the tables alone go to the standard one."""
    print(line, file=sys.stderr, flush=True)
