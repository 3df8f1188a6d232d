"""Production: nothing mandatory has a default, and the process refuses to start without it."""

from django.core.exceptions import ImproperlyConfigured

from .base import *

MANDATORY = [
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "BASE_DOMAIN",
    "DATABASE_URL",
    "ADMIN_BASE_URL",
    "EMAIL_URL",
]
missing = [name for name in MANDATORY if not env.str(name, "")]
if missing:
    raise ImproperlyConfigured(
        f"Variables d’environnement manquantes : {', '.join(missing)} (voir .env.example)."
    )

DEBUG = False
SITE_PORT = env.int("SITE_PORT", 443)
REDIRECT_UNKNOWN_HOSTS = env.bool("REDIRECT_UNKNOWN_HOSTS", True)
# nginx (or the load balancer) ends TLS and serves /media/images/: see docs/operation.md.
SERVE_MEDIA = env.bool("SERVE_MEDIA", False)

# Nothing in the environment switches it off.
SECOND_FACTOR_REQUIRED = True
# nginx, or the load balancer.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1)

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 63_072_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"ne-pas-repondre@{BASE_DOMAIN}")

SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # core.middleware.CsrfMiddleware is Django's own, with one more rule
    "security.W019",  # Wagtail previews its pages in a frame of the same origin
]
