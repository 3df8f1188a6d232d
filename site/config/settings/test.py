"""Tests: the same code on throw-away data, and every warning an error."""

from .base import *

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {name: {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"} for name in MAILERS}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    alias: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": alias}
    for alias in ("default", "pages")
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
# The tests of the sign-in switch these on.
SECOND_FACTOR_REQUIRED = False
AXES_ENABLED = False
# Two hundred pages are published by the tests; the test of renditions draws its own.
MAKE_RENDITIONS = False
# Tasks are done at once; the tests of the queue ask for it.
TASKS = TASKS | {"jobs": {"BACKEND": "core.jobs.backends.AtCommitBackend"}}
# An app that adds a kind of sheets, as a wing to come will (`tests/resources/sixth_kind`).
INSTALLED_APPS = ["tests.resources.sixth_kind.apps.SixthKindConfig", *INSTALLED_APPS]
