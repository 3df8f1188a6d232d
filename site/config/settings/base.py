"""Settings common to every environment. Each engine is chosen by one environment variable.

The variables are documented in `.env.example`; nothing else in the project reads the environment.
"""

from pathlib import Path

from environs import Env

from core.mail_config import mail_delivery
from core.media_config import object_store
from core.search.config import search_backends

from .security import *

BASE_DIR = Path(__file__).resolve().parents[3]

env = Env()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
# Made here: any command of a fresh clone may be the first to open the database.
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", "insecure-development-key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [])

# The domain under which create_site() places a new host: ess-35.<BASE_DOMAIN>.
BASE_DOMAIN = env.str("BASE_DOMAIN", "localhost")
SITE_PORT = env.int("SITE_PORT", 8000)

# From the top floor down: each may import those below it (`[tool.importlinter]` in pyproject.toml).
OUR_APPS = [
    "home.network",
    "home.pages",
    "home.agenda",
    "home.news",
    "offers",
    "resources.training",
    "resources.observatory",
    "resources.centre",
    "territories",
    "core",
    "core.jobs",
]
INSTALLED_APPS = [
    *OUR_APPS,
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.settings",
    "wagtail.contrib.styleguide",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "wagtail.search",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_tasks_db",
    "axes",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Wagtail tells times of review with its words, which are in English until it is installed.
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.CsrfMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.signin.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "territories.middleware.OwnHostMiddleware",
    # « /agenda », as it is typed or printed. Inside: a former host leads to the new one first.
    "django.middleware.common.CommonMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "territories.shell.context_processors.site_chrome",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "wagtail.templatetags.wagtailcore_tags",
                "core.templatetags.brand",
            ],
        },
    }
]

# --- Engines -----------------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'ess.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A file cache by default: the server, a management command and a second worker see the same state.
CACHE_URL = env.str("CACHE_URL", f"file://{VAR_DIR / 'cache'}")

if CACHE_URL.startswith("file://"):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": CACHE_URL.removeprefix("file://"),
        },
        # Whole pages are too large and too many for files; each process keeps its own.
        "pages": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "pages",
            "OPTIONS": {"MAX_ENTRIES": 1000},
        },
    }
else:
    CACHES = {
        alias: {
            "BACKEND": "core.optional_redis.OptionalRedisCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": f"ess-{alias}",
            # A page is better made than waited for. In CACHE_URL, ?socket_timeout=… has the last word.
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
        for alias in ("default", "pages")
    }

# "database" (SQLite or PostgreSQL full text), or an http(s) address prefixed by its engine:
# opensearch+http://127.0.0.1:9200/ess or elasticsearch+https://user:secret@host:9200/ess
SEARCH_URL = env.str("SEARCH_URL", "database")
WAGTAILSEARCH_BACKENDS = search_backends(SEARCH_URL, DATABASES["default"]["ENGINE"])

# A folder, or s3://bucket-name?endpoint=https://…
MEDIA_LOCATION = env.str("MEDIA_URL", "")

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.bundles.BundleFinder",
]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Language and time -------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français"), ("br", "Brezhoneg")]
TIME_ZONE = "Europe/Paris"
USE_I18N = WAGTAIL_I18N_ENABLED = True
USE_TZ = True
# Asking for a translation makes a draft, in French still: online at once, it would be published by who may not.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# --- Wagtail -----------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
WAGTAIL_SITE_NAME = OTP_TOTP_ISSUER = "ESS Bretagne"
WAGTAILADMIN_BASE_URL = env.str("ADMIN_BASE_URL", f"http://{BASE_DOMAIN}:{SITE_PORT}")
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
# As one writes a date here: Wagtail's calendar takes « 28/11/2026 » for no date, and puts today's.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.admin.files.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.admin.files.DocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "epub", "ics", "mp3", "mp4", "ods", "odp", "odt", "pdf", "png", "jpg",
    "pptx", "rtf", "txt", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "webp", "bmp": "png", "heic": "webp"}
WAGTAILEMBEDS_FINDERS = []  # nothing is loaded from a third party
# An address says who somebody is (invitations): the region corrects it, nobody changes her own.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTO_UPDATE_PREVIEW_INTERVAL = 1000
# One for all: the list of the system has names that browsers refuse.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_APPEND_SLASH = True
# Addresses are read aloud and copied: no %C3%A9 in them.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "territories.review.finish_action.publish_reviewed"
TAGGIT_CASE_INSENSITIVE = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# How many proxies of ours stand before the process: X-Forwarded-For is believed that far.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 0)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    # One line a saved page, and one a task: only their troubles are news.
    "loggers": {
        name: {"level": "WARNING"}
        for name in (
            "axes",
            "django.tasks",
            "django_tasks",
            "django_tasks_db",
            "apscheduler",
            "wagtail",
            "PIL",
            "opensearch",
        )
    },
}

# What Wagtail does at once, and our own tasks, done by « manage.py worker »: decision 0095.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "jobs": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []},
}

MAKE_RENDITIONS = env.bool("MAKE_RENDITIONS", True)

# Off where the sites are tried on localhost, which answers as the region.
REDIRECT_UNKNOWN_HOSTS = env.bool("REDIRECT_UNKNOWN_HOSTS", False)

# The demonstration's accounts are known to all: only where this is on.
DEMO = False
# Where the demonstration keeps its mails.
DEMO_MAILS = VAR_DIR / "courriels"

# Images are served by the process itself where no web server stands before it.
SERVE_MEDIA = True

if MEDIA_LOCATION.startswith("s3:"):
    media = object_store(MEDIA_LOCATION)
    STORAGES |= media.storages
    WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
    for policy in (SECURE_CSP, ADMIN_CSP):
        policy["img-src"] = [*policy["img-src"], media.origin]
elif MEDIA_LOCATION:
    MEDIA_ROOT = Path(MEDIA_LOCATION)

# Outgoing mail: smtp://user:password@host:587 (STARTTLS on 587, TLS on 465), file:///folder, or "console".
# All mails are kept by "default", and sent from there by the worker: decision 0096.
MAILERS = {
    "default": {"BACKEND": "core.jobs.mail.EmailBackend"},
    "delivery": mail_delivery(env.str("EMAIL_URL", "console")),
}
