"""MEDIA_URL: private documents, public renditions, and a policy that lets browsers fetch them."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from core.media_config import object_store

ELSEWHERE = "s3://ess?endpoint=https://s3.exemple.test&region=gra"


def storage(media_url: str, alias: str):
    entry = object_store(media_url).storages[alias]
    return import_string(entry["BACKEND"])(**entry["OPTIONS"])


@pytest.mark.parametrize(
    ("media_url", "address"),
    [
        (ELSEWHERE, "https://s3.exemple.test/ess/images/motif.avif"),
        (
            f"{ELSEWHERE}&domain=images.exemple.test",
            "https://images.exemple.test/images/motif.avif",
        ),
        ("s3://ess", "https://ess.s3.amazonaws.com/images/motif.avif"),
        # A store on the same machine, or on a private network.
        ("s3://ess?endpoint=http://s3.test:7070", "http://s3.test:7070/ess/images/motif.avif"),
    ],
)
def test_the_address_of_an_image_lasts_and_may_be_fetched(media_url, address):
    images = storage(media_url, "renditions")
    assert images.url("images/motif.avif") == address
    assert address.startswith(f"{object_store(media_url).origin}/")
    assert images.default_acl == "public-read"


def test_what_is_sent_is_private():
    assert storage(ELSEWHERE, "default").default_acl == "private"


def test_a_store_without_acl_is_sent_none():
    for alias in ("default", "renditions"):
        assert storage(f"{ELSEWHERE}&acl=no", alias).default_acl is None
    assert "?" not in storage(f"{ELSEWHERE}&acl=no", "renditions").url("images/motif.avif")


@pytest.mark.parametrize(
    "media_url",
    [
        "s3://",
        "s3:ess",
        "s3://ess/dossier",
        "s3://ess?endpont=https://s3.exemple.test",
        "s3://ess?acl=peut-être",
    ],
)
def test_a_mistake_is_said(media_url):
    with pytest.raises(ImproperlyConfigured, match="MEDIA_URL"):
        object_store(media_url)


def test_the_settings_follow():
    code = """
import json
from django.conf import settings
print(json.dumps([settings.SECURE_CSP["img-src"], settings.ADMIN_CSP["img-src"],
    settings.WAGTAILIMAGES_RENDITION_STORAGE, sorted(settings.STORAGES)]))
"""
    environment = os.environ | {
        "MEDIA_URL": ELSEWHERE,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    run = [sys.executable, "-c", code]
    answer = subprocess.run(
        run, env=environment, cwd=settings.BASE_DIR, capture_output=True, check=True
    )
    public, admin, alias, storages = json.loads(answer.stdout)
    assert "https://s3.exemple.test" in public
    assert "https://s3.exemple.test" in admin
    assert alias in storages == ["default", "renditions", "staticfiles"]
