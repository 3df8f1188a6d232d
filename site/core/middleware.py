"""Middleware of the house: security policy, forms without cookies, whole-page cache."""

import gzip
import hashlib

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.csp import ContentSecurityPolicyMiddleware as DjangoCSPMiddleware
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from .generations import generation

ADMIN_PREFIXES = ("/admin/", "/django-admin/")
# Behind a shared cache (nginx, CDN) for a minute; browsers always ask again, and mostly get a 304.
PUBLIC_CACHE_CONTROL = "public, max-age=0, s-maxage=60, must-revalidate"
# Upper bound for what changes with time alone: past events, dated alerts. Seconds.
MAX_AGE = 300


class ContentSecurityPolicyMiddleware(DjangoCSPMiddleware):
    """Django's policy middleware, with a laxer policy for the admin, which needs inline code."""

    def process_response(self, request, response):
        if request.path.startswith(ADMIN_PREFIXES) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CSP
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"
        )
        return super().process_response(request, response)


class CsrfMiddleware(CsrfViewMiddleware):
    """CSRF protection that gives visitors no cookie.

    A forged request is dangerous for what the victim's session may do. A visitor has no session:
    for her it is enough that the form was sent from our own page, which the browser tells itself
    (Sec-Fetch-Site, or Origin in older ones). Whoever has a session gets Django's full check.
    """

    def process_view(self, request, callback, callback_args, callback_kwargs):
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.path.startswith(
            ADMIN_PREFIXES
        ):
            return super().process_view(request, callback, callback_args, callback_kwargs)
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return None
        if getattr(request, "_dont_enforce_csrf_checks", False):
            return None
        site = request.headers.get("Sec-Fetch-Site")
        origin = request.headers.get("Origin")
        own = f"{request.scheme}://{request.get_host()}"
        if site == "same-origin" or (site is None and origin == own):
            return None
        return self._reject(request, "Formulaire envoyé depuis un autre site.")


class PageCacheMiddleware:
    """Keep whole public pages, per host, until that host's generation changes.

    Only complete 200 answers to GET without a session are kept; who is signed in neither gets nor
    makes a kept page. Answers carry an ETag, and a 304 where the visitor has the page already.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = caches["pages"]

    def __call__(self, request):
        if (
            request.method not in ("GET", "HEAD")
            or settings.SESSION_COOKIE_NAME in request.COOKIES
            or request.path.startswith((*ADMIN_PREFIXES, "/media/", "/documents/"))
        ):
            return self.get_response(request)
        host = request.get_host()
        key = hashlib.blake2b(
            f"{request.scheme}:{host}:{generation(f'host:{host}')}:{request.get_full_path()}".encode(),
            digest_size=20,
        ).hexdigest()
        kept = self.pages.get(key)
        if kept is None:
            response = self.get_response(request)
            if request.method != "GET" or not self.may_keep(response):
                return response
            kept = self.pack(response)
            self.pages.set(key, kept, MAX_AGE)
        return self.unpack(request, kept)

    @staticmethod
    def may_keep(response) -> bool:
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and "no-store" not in response.headers.get("Cache-Control", "")
            and "private" not in response.headers.get("Cache-Control", "")
        )

    @staticmethod
    def pack(response) -> tuple[dict[str, str], bytes, bytes]:
        """Return headers, body and gzipped body of a rendered response."""
        body = response.content
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        headers = dict(response.headers)
        headers.setdefault("Cache-Control", PUBLIC_CACHE_CONTROL)
        headers["ETag"] = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        return headers, body, gzip.compress(body, 6, mtime=0)

    @staticmethod
    def unpack(request, kept) -> HttpResponse:
        headers, body, zipped = kept
        known = request.headers.get("If-None-Match", "")
        if known and headers["ETag"] in [tag.removeprefix("W/") for tag in parse_etags(known)]:
            kind = "Content-Type"
            return HttpResponseNotModified(headers={k: v for k, v in headers.items() if k != kind})
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            response = HttpResponse(zipped, headers=headers)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(body, headers=headers)
        response.headers["Content-Length"] = str(len(response.content))
        return response
