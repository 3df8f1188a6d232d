"""Settings of the servers whose admin is measured: each answer says how many queries it took."""

from tests.benchmarks.settings import *  # noqa: F403
from tests.benchmarks.settings import MIDDLEWARE

MIDDLEWARE = ["tests.benchmarks.counting.count_queries", *MIDDLEWARE]
