from datetime import UTC, datetime, timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from wagtail.models import Site

from core.templatetags.brand import accent_icon
from territories.tree.requests import territory_for_request


def robots(request):
    """robots.txt of the current site: everything but the admin and answers to searches, and where its own sitemap is.

    `?*` and not `?`: parsers that drop an empty query, as Python's, would forbid the form of search too.
    """
    site = Site.find_for_request(request)
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /recherche/?*"]
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


def favicon(request):
    """Where the site's icon is, for whoever asks at the usual address: a browser that shows a feed, a robot."""
    territory = territory_for_request(request)
    return redirect(accent_icon(territory and territory.accent, "favicon.ico"))
