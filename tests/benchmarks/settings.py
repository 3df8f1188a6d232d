"""Settings of the server that is measured: those of development, and what ours is compared with."""

from config.settings import dev
from config.settings.dev import *  # noqa: F403

INSTALLED_APPS = ["tests.benchmarks.bare", *dev.INSTALLED_APPS]
ROOT_URLCONF = "tests.benchmarks.urls"
ALLOWED_HOSTS = [".localhost"]
