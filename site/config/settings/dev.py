"""One machine, no set-up: SQLite, database search, local files, the sites on *.localhost."""

from .base import *

DEBUG = env.bool("DEBUG", False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [".localhost", "localhost", "127.0.0.1", "[::1]"])
DEMO = True
# SECOND_FACTOR=1: try the sign-in as production has it.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR", False)
# Mails stay here, and are read at /courriels/.
MAILERS |= {"delivery": mail_delivery(env.str("EMAIL_URL", f"file://{DEMO_MAILS}"))}
