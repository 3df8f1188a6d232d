"""SEARCH_URL: what it gives, and what is said of a bad one."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from core.search.config import search_backends

SQLITE = "django.db.backends.sqlite3"


@pytest.mark.parametrize(
    ("engine", "backend"),
    [
        (SQLITE, "core.search.sqlite"),
        ("django.db.backends.postgresql", "core.search.postgres"),
        ("django.db.backends.mysql", "modelsearch.backends.database"),
    ],
)
def test_the_database_engine_chooses(engine, backend):
    assert search_backends("database", engine) == {"default": {"BACKEND": backend}}


def test_opensearch():
    made = search_backends("opensearch+https://us%40er:p%2Fw@search.test/ess", SQLITE)["default"]
    assert made["BACKEND"] == "core.search.opensearch"
    assert made["INDEX_PREFIX"] == "ess_"
    assert made["HOSTS"] == [
        {"host": "search.test", "port": 443, "use_ssl": True, "verify_certs": True}
    ]
    assert made["OPTIONS"] == {"http_auth": ("us@er", "p/w")}


def test_elasticsearch_with_several_hosts_and_options():
    url = "elasticsearch+http://me:pw@one:9201,two/ess?analysis=standard&timeout=4&ca_certs=/ca.pem"
    made = search_backends(url, SQLITE)["default"]
    assert made["HOSTS"] == [
        {"host": "one", "port": 9201, "scheme": "http"},
        {"host": "two", "port": 9200, "scheme": "http"},
    ]
    assert made["OPTIONS"] == {"basic_auth": ("me", "pw"), "ca_certs": "/ca.pem"}
    assert (made["ANALYSIS"], made["TIMEOUT"]) == ("standard", 4)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "moteur inconnu"),
        ("http://host/ess", "moteur inconnu"),
        ("solr+http://host/ess", "moteur inconnu"),
        ("opensearch+ftp://host/ess", "moteur inconnu"),
        ("opensearch+http://host", "préfixe"),
        ("opensearch+http://host/ESS", "préfixe"),
        ("opensearch+http://host/a/b", "préfixe"),
        ("opensearch+http:///ess", "hôte"),
        ("opensearch+http://host:port/ess", "port"),
        ("opensearch+http://[::1/ess", "IPv6"),
        ("opensearch+http://host/ess?timeout=soon", "timeout"),
        ("opensearch+http://host/ess?analysis=german", "analysis"),
        ("opensearch+http://host/ess?colour=red", "colour"),
    ],
)
def test_a_bad_address_is_explained(url, said):
    with pytest.raises(ImproperlyConfigured) as caught:
        search_backends(url, SQLITE)
    assert said in str(caught.value)
    assert "SEARCH_URL" in str(caught.value)


def test_a_password_is_never_shown():
    with pytest.raises(ImproperlyConfigured) as caught:
        search_backends("opensearch+http://me:s3cr3t@host", SQLITE)
    assert "s3cr3t" not in str(caught.value)
