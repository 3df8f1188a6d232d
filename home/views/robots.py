from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpResponse
from wagtail.models import Site


def robots(request):
    """robots.txt of the current site: everything but the admin, and where its own sitemap is."""
    site = Site.find_for_request(request)
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /recherche/?"]
    if site:
        lines.append(f"Sitemap: {site.root_url}/sitemap.xml")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def security(request):
    """security.txt (RFC 9116): where to tell of a weakness."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    # The RFC wants a date within a year; the first of next January is stable enough to be cached.
    expires = datetime(datetime.now(UTC).year + 1, 1, 1, tzinfo=UTC) - timedelta(seconds=1)
    lines = [
        f"Contact: {site.root_url}/contact/",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: fr, en",
        f"Canonical: {site.root_url}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
