"""One host per page (decision 0075)."""

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from wagtail.models import Page, Site

from .former.addresses import new_address


def _other_home(path: str, here: Site) -> str | None:
    """Full address of the one page that stands at `path` on another site, None if not exactly one."""
    slugs = [part for part in path.split("/") if part]
    if not slugs:
        return None
    sites = Site.objects.exclude(pk=here.pk).select_related("root_page")
    wanted = [f"{site.root_page.url_path.rstrip('/')}/{'/'.join(slugs)}/" for site in sites]
    pages = Page.objects.filter(slug=slugs[-1], url_path__in=wanted)
    found = list(pages.live().public()[:2])
    return found[0].specific.full_url if len(found) == 1 else None


class OwnHostMiddleware:
    """One host per page.

    A page that this site neither owns nor mounts is sent, for good, to the site that owns it. In
    production a host that is no site's own (an alias, an old domain) is sent to the region's. The host
    of a site that was merged sends each address to its new one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(("/admin/", "/static/", "/media/", "/documents/")):
            return self.get_response(request)
        host = request.get_host().split(":")[0]
        if moved := new_address(host, request.path, request.META.get("QUERY_STRING", "")):
            return HttpResponsePermanentRedirect(moved)
        if settings.REDIRECT_UNKNOWN_HOSTS and request.method in ("GET", "HEAD"):
            site = Site.find_for_request(request)
            if site and host != site.hostname:
                return HttpResponsePermanentRedirect(site.root_url + request.get_full_path())
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        site = Site.find_for_request(request)
        target = site and _other_home(request.path, site)
        return HttpResponsePermanentRedirect(target) if target else response
