"""The site's own addresses, and the view that answers a constant."""

from django.http import HttpResponse
from django.urls import include, path

CONSTANT = b"<!doctype html><title>Constante</title><p>Toujours la m\xc3\xaame r\xc3\xa9ponse.</p>"


def constant(request):
    """Answer the same bytes. `no-store` keeps it out of the cache of whole pages."""
    return HttpResponse(CONSTANT, headers={"Cache-Control": "no-store"})


urlpatterns = [path("constante/", constant), path("", include("config.urls"))]
