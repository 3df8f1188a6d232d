"""One machine, no set-up: SQLite, database search, local files, the sites on *.localhost."""

from .base import *

DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [".localhost", "localhost", "127.0.0.1", "[::1]"])
DEMO = True
