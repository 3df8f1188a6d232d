"""From SEARCH_URL to the search setting. Read by the settings: imports no model and no client."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

DATABASE_BACKENDS = {
    "sqlite": "core.search.sqlite",
    "postgresql": "core.search.postgres",
    "psycopg": "core.search.postgres",
}
ENGINE_BACKENDS = {
    "opensearch": "core.search.opensearch",
    "elasticsearch": "core.search.elasticsearch",
}
DEFAULT_PORTS = {"http": 9200, "https": 443}
OPTIONS = {"analysis", "timeout", "ca_certs"}
ANALYSES = ("french", "standard")
EXAMPLES = "« database », « opensearch+http://127.0.0.1:9200/ess » ou « elasticsearch+https://nom:secret@hote:9200/ess »"


def search_backends(search_url: str, database_engine: str) -> dict[str, dict[str, Any]]:
    """Return the value of `WAGTAILSEARCH_BACKENDS` / `MODELSEARCH_BACKENDS`.

    The name of the setting depends on the application installed: `modelsearch` reads
    `MODELSEARCH_BACKENDS`, `wagtail.search` reads `WAGTAILSEARCH_BACKENDS`.

    :param search_url: `database`, or `<engine>+<http|https>://[user:password@]host[:port][,host…]/prefix`,
        where engine is `opensearch` or `elasticsearch` and prefix names the indexes. Query parameters:
        `analysis=standard` for a node that has no analysis module, `timeout=5` in seconds,
        `ca_certs=/path` for a private certificate authority.
    :param database_engine: Django's `ENGINE` of the default database, for `database`.
    :raises ImproperlyConfigured: the address cannot be understood; the message says what is wrong.
    """
    search_url = search_url.strip()
    if search_url in ("database", "database://"):
        return {"default": {"BACKEND": _database_backend(database_engine)}}
    return {"default": _remote_backend(search_url)}


def _database_backend(database_engine: str) -> str:
    for word, backend in DATABASE_BACKENDS.items():
        if word in database_engine:
            return backend
    # MySQL and others: modelsearch chooses by itself, without our French analysis.
    return "modelsearch.backends.database"


def _remote_backend(search_url: str) -> dict[str, Any]:
    try:
        url = urlsplit(search_url)
    except ValueError as error:
        raise _unusable(search_url, str(error)) from error
    engine, _, scheme = url.scheme.partition("+")
    if engine not in ENGINE_BACKENDS or scheme not in DEFAULT_PORTS:
        raise _unusable(search_url, "moteur inconnu")
    prefix = url.path.strip("/")
    if (
        not prefix
        or not prefix.replace("-", "").replace("_", "").isalnum()
        or prefix != prefix.lower()
    ):
        raise _unusable(search_url, "il manque, après l’hôte, un préfixe d’index en minuscules")
    credentials, _, netloc = url.netloc.rpartition("@")
    hosts = [_host(search_url, address, scheme) for address in netloc.split(",")]
    backend: dict[str, Any] = {
        "BACKEND": ENGINE_BACKENDS[engine],
        "INDEX_PREFIX": f"{prefix}_",
        "HOSTS": hosts,
        "OPTIONS": {},
        **_options(search_url, url.query),
    }
    if ca_certs := backend.pop("CA_CERTS", None):
        backend["OPTIONS"]["ca_certs"] = ca_certs
    if credentials:
        user, _, password = credentials.partition(":")
        name = "basic_auth" if engine == "elasticsearch" else "http_auth"
        backend["OPTIONS"][name] = (unquote(user), unquote(password))
    if engine == "opensearch":
        for host in hosts:
            host.pop("scheme")
            host["use_ssl"] = host["verify_certs"] = scheme == "https"
    return backend


def _host(search_url: str, address: str, scheme: str) -> dict[str, Any]:
    parts = urlsplit(f"//{address}")
    try:
        port = parts.port or DEFAULT_PORTS[scheme]
    except ValueError as error:
        raise _unusable(search_url, "le port n’est pas un nombre valable") from error
    if not parts.hostname:
        raise _unusable(search_url, "il manque le nom de l’hôte")
    return {"host": parts.hostname, "port": port, "scheme": scheme}


def _options(search_url: str, query: str) -> dict[str, Any]:
    given = {name: values[-1] for name, values in parse_qs(query).items()}
    if unknown := sorted(given.keys() - OPTIONS):
        raise _unusable(search_url, f"paramètre inconnu : {', '.join(unknown)}")
    options: dict[str, Any] = {}
    if "analysis" in given:
        if given["analysis"] not in ANALYSES:
            raise _unusable(search_url, f"analysis vaut {' ou '.join(ANALYSES)}")
        options["ANALYSIS"] = given["analysis"]
    if "timeout" in given:
        if not given["timeout"].isdigit():
            raise _unusable(search_url, "timeout est un nombre de secondes")
        options["TIMEOUT"] = int(given["timeout"])
    if "ca_certs" in given:
        options["CA_CERTS"] = given["ca_certs"]
    return options


def _unusable(search_url: str, reason: str) -> ImproperlyConfigured:
    # Never the credentials: the message ends in logs.
    credentials, at, rest = search_url.rpartition("@")
    shown = f"{credentials.partition('://')[0]}://…@{rest}" if at else rest
    return ImproperlyConfigured(
        f"SEARCH_URL={shown!r} ne peut pas être utilisé : {reason}. Valeurs possibles : {EXAMPLES}."
    )
