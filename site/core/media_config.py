"""From MEDIA_URL to where files are kept. Read by the settings: imports no model and no client."""

from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

PARAMETERS = {"endpoint", "region", "domain", "acl"}
EXAMPLE = "« s3://nom-du-seau?endpoint=https://s3.exemple.fr&domain=images.exemple.fr »"


class ObjectStore(NamedTuple):
    """`storages`: for `STORAGES`; `origin`: where browsers fetch images, for the content security policy."""

    storages: dict[str, dict[str, Any]]
    origin: str


def object_store(media_url: str) -> ObjectStore:
    """Where files are kept on an S3 store.

    What is sent is private: documents are read through Wagtail's view, which asks who may. Renditions are
    public and their addresses bear no signature, which would expire in pages and in shared links. What
    makes them public is an ACL on each, or with `acl=no` a policy of the bucket that opens `images/`:
    some stores know no ACL, and Amazon's new buckets refuse them.

    :param media_url: `s3://<bucket>`. Query parameters: `endpoint` (an address, of any other store than
        Amazon's), `region`, `domain` (a host of ours that leads to the bucket), `acl` (`yes` or `no`).
    :raises ImproperlyConfigured: the address cannot be understood; the message says what is wrong.
    """
    location = urlsplit(media_url)
    query = parse_qs(location.query)
    if location.scheme != "s3" or not location.netloc or location.path.strip("/"):
        raise ImproperlyConfigured(f"MEDIA_URL : un dossier, ou {EXAMPLE}.")
    if unknown := query.keys() - PARAMETERS:
        raise ImproperlyConfigured(f"MEDIA_URL : paramètre inconnu « {min(unknown)} » ; {EXAMPLE}.")
    endpoint, region, domain = (
        query.get(name, [None])[0] for name in ("endpoint", "region", "domain")
    )
    acl = query.get("acl", ["yes"])[0]
    if acl not in ("yes", "no"):
        raise ImproperlyConfigured(f"MEDIA_URL : acl vaut « yes » ou « no », pas « {acl} ».")
    bucket = location.netloc
    common = {
        "bucket_name": bucket,
        "endpoint_url": endpoint,
        "region_name": region,
        "file_overwrite": False,
    }
    public = {"querystring_auth": False, "custom_domain": domain}
    storages = {"default": {}, "renditions": public}
    if acl == "yes":
        storages["default"]["default_acl"] = "private"
        public["default_acl"] = "public-read"
    if domain or not endpoint:
        origin = f"https://{domain or f'{bucket}.s3.amazonaws.com'}"
    else:
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(endpoint))
    return ObjectStore(
        {
            alias: {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": common | options}
            for alias, options in storages.items()
        },
        origin,
    )
