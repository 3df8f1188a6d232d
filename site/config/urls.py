"""Addresses that are not pages; everything else is Wagtail's."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.decorators.cache import cache_control
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("admin/", include("core.signin.urls")),
    path("admin/", include("territories.explorer.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("trouver/", include("territories.finder.urls")),
    path("", include("home.pages.urls")),
    path("", include(wagtail_urls)),
]

if settings.DEMO:
    urlpatterns.insert(0, path("", include("home.network.demo.urls")))

if settings.SERVE_MEDIA:
    # Renditions only: documents are served by Wagtail's view, which knows what is private.
    # Another image, or another crop of it, has another name: a month is safe.
    media = {"document_root": settings.MEDIA_ROOT / "images"}
    images = cache_control(public=True, max_age=30 * 24 * 3600)(serve)
    urlpatterns.insert(0, re_path(r"^media/images/(?P<path>.+)$", images, media))
