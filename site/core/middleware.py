"""Middleware of the house: security policy, forms without cookies, whole-page cache."""

import gzip
import hashlib
import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.csp import ContentSecurityPolicyMiddleware as DjangoCSPMiddleware
from django.middleware.csrf import (
    REASON_CSRF_TOKEN_MISSING,
    REASON_NO_CSRF_COOKIE,
    CsrfViewMiddleware,
    RejectRequest,
)
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from .freshness import HOST_PAGES, followed, made_at
from .generations import generation
from .upstream import set_csp

ADMIN_PREFIXES = ("/admin/", "/django-admin/")
# Behind a shared cache (nginx, CDN) for a minute; browsers always ask again, and mostly get a 304.
PUBLIC_CACHE_CONTROL = "public, max-age=0, s-maxage=60, must-revalidate"
# What is worth compressing where no page is kept; none of it holds a secret of the visitor.
SQUEEZED = ("text/", "application/json")
# Upper bound for what changes with time alone, and does not say when (`freshness`). Seconds.
MAX_AGE = 300
# How long others are still given a page that is too old, while one request makes it again. Seconds.
GRACE = 20
# Half the time of the usual 6, for three hundredths more in size.
GZIP_LEVEL = 5
NEVER_KEPT = (*ADMIN_PREFIXES, "/media/", "/documents/")


class ContentSecurityPolicyMiddleware(DjangoCSPMiddleware):
    """Django's policy middleware, with a laxer policy for the admin, which needs inline code."""

    def process_response(self, request, response):
        if request.path.startswith(ADMIN_PREFIXES):
            set_csp(response, settings.ADMIN_CSP)
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

    def _check_token(self, request):
        """Take a form of ours that was drawn before this session, on the browser's word.

        Signing in renews the secret: every form open in another tab then has an old token, and one that was
        drawn for a visitor has none. No other site can say `same-origin`: the browser alone writes it.
        A token that we never wrote, and in the admin a form without any, are refused all the same.
        """
        try:
            super()._check_token(request)
        except RejectRequest as rejected:
            if request.headers.get(
                "Sec-Fetch-Site"
            ) != "same-origin" or rejected.reason not in self._reasons_of_age(request):
                raise

    def _reasons_of_age(self, request) -> set[str]:
        """Django's reasons to refuse that a form drawn before this session may have."""
        reasons = {
            self._bad_token_message("incorrect", source)
            for source in ("POST", settings.CSRF_HEADER_NAME)
        }
        if not request.path.startswith(ADMIN_PREFIXES):
            reasons |= {REASON_NO_CSRF_COOKIE, REASON_CSRF_TOKEN_MISSING}
        return reasons


class Kept(NamedTuple):
    """A whole answer. A tuple of plain values: any cache can hold it."""

    made: float
    headers: dict[str, str]
    size: int
    zipped: bytes
    # Generations beside the host's, with the number each had (`freshness.follow`).
    follows: tuple[tuple[str, int], ...] = ()

    @property
    def is_true(self) -> bool:
        """Whether nothing that it followed has changed."""
        return all(generation(name) == number for name, number in self.follows)


class PageCacheMiddleware:
    """Keep whole public pages, per host, until that host's generation changes, or another they follow.

    Only complete 200 answers to GET without a session are kept; who is signed in neither gets nor
    makes a kept page. Answers carry an ETag, and a 304 where the visitor has the page already.

    Pages are kept compressed: nearly every visitor asks for that, and ten times as many find room.
    When one is only too old, who finds it first makes it again while the others still get it.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.pages = caches["pages"]
        # Whoever has one of these may be shown what is hers alone: her rights, a message.
        self.personal = {settings.SESSION_COOKIE_NAME, "messages"}

    def __call__(self, request):
        if not self.personal.isdisjoint(request.COOKIES):
            # Nor is it kept by a cache before us: a document of a private collection says nothing of it.
            response = self.get_response(request)
            response.headers.setdefault("Cache-Control", "private")
            return response
        if request.method not in ("GET", "HEAD") or request.path.startswith(NEVER_KEPT):
            return self.get_response(request)
        host = request.get_host()
        number = generation(HOST_PAGES.of(host))
        address = f"{request.scheme}:{host}:{number}:{request.get_full_path()}"
        key = hashlib.blake2b(address.encode(), digest_size=20).hexdigest()
        kept = self.pages.get(key)
        kept = kept and Kept(*kept)
        if kept and not kept.is_true:
            kept = None
        if kept:
            now = time.time()
            if now - kept.made < MAX_AGE:
                return self.answer(request, kept)
            self.pages.set(key, tuple(kept._replace(made=now - MAX_AGE + GRACE)), GRACE)
        response = self.get_response(request)
        if not self.may_keep(response):
            if kept:
                self.pages.delete(key)
            return self.squeeze(request, response)
        kept = self.pack(response)
        made = made_at(request, kept.made, MAX_AGE)
        kept = kept._replace(made=made, follows=followed(request))
        # A view may answer HEAD without the text: its headers serve, its text is nobody else's.
        if request.method == "GET":
            self.pages.set(key, tuple(kept), MAX_AGE + GRACE)
        return self.answer(request, kept, response.content)

    @staticmethod
    def squeeze(request, response) -> HttpResponse:
        """Compress an answer that is not kept: what a visitor typed, a page that was not found."""
        if (
            "gzip" in request.headers.get("Accept-Encoding", "")
            and not response.streaming
            and response.headers.get("Content-Type", "").startswith(SQUEEZED)
            and not response.has_header("Content-Encoding")
        ):
            response.content = gzip.compress(response.content, GZIP_LEVEL, mtime=0)
            response.headers["Content-Encoding"] = "gzip"
            response.headers["Content-Length"] = str(len(response.content))
        if not response.streaming:
            patch_vary_headers(response, ("Accept-Encoding",))
        return response

    @staticmethod
    def may_keep(response) -> bool:
        control = response.headers.get("Cache-Control", "")
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and not hasattr(response, "_csp_config")  # its own policy would be lost
            and "no-store" not in control
            and "private" not in control
        )

    @staticmethod
    def pack(response) -> Kept:
        """What to keep of a rendered response."""
        body = response.content
        patch_vary_headers(response, ("Accept-Encoding", "Cookie"))
        headers = dict(response.headers)
        headers.setdefault("Cache-Control", PUBLIC_CACHE_CONTROL)
        # Weak: the same for the page and for its compressed form.
        headers["ETag"] = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        return Kept(time.time(), headers, len(body), gzip.compress(body, GZIP_LEVEL, mtime=0))

    @staticmethod
    def answer(request, kept: Kept, body: bytes | None = None) -> HttpResponse:
        """Answer with a kept page, its body given where it is at hand."""
        headers = kept.headers
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if known and _is_known(headers["ETag"], known):
            kind = "Content-Type"
            return HttpResponseNotModified(headers={k: v for k, v in headers.items() if k != kind})
        size = kept.size
        if is_zipped := accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            body, size = kept.zipped, len(kept.zipped)
        elif body is None and request.method == "GET":
            body = gzip.decompress(kept.zipped)
        response = HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)
        if is_zipped:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(size)
        return response


def _is_known(etag: str, known: str) -> bool:
    """Whether `If-None-Match` names this weak tag, or takes any."""
    tags = parse_etags(known)
    return "*" in tags or etag.removeprefix("W/") in [tag.removeprefix("W/") for tag in tags]


def accepts_gzip(accepted: str) -> bool:
    """Whether an `Accept-Encoding` takes gzip: named, and not with a quality of zero."""
    for part in accepted.split(","):
        name, _, quality = part.partition(";")
        if name.strip().lower() in ("gzip", "x-gzip"):
            return quality.replace(" ", "").rstrip(".0") != "q="
    return False
