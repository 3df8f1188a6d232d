"""The site's own addresses, and two views for the measure."""

from itertools import count

from django.http import HttpResponse
from django.urls import include, path

from home.listing import LISTINGS
from resources.centre.models import ToolPage

CONSTANT = b"<!doctype html><title>Constante</title><p>Toujours la m\xc3\xaame r\xc3\xa9ponse.</p>"


def constant(request):
    """Answer the same bytes. `no-store` keeps it out of the cache of whole pages."""
    return HttpResponse(CONSTANT, headers={"Cache-Control": "no-store"})


def publication(request):
    """Make the homes forget their lists, as the publication of any page does."""
    LISTINGS.renew()
    return HttpResponse("fait", headers={"Cache-Control": "no-store"})


_turn = count()


def sheet_published(request):
    """Publish a sheet that is online, another one each time."""
    tools = ToolPage.objects.order_by("pk")
    sheet = tools[next(_turn) * 7 % tools.count()]
    sheet.summary = f"Publiée pour la mesure {request.GET['mesure']}."
    sheet.save_revision().publish()
    return HttpResponse("fait", headers={"Cache-Control": "no-store"})


urlpatterns = [
    path("constante/", constant),
    path("publication/", publication),
    path("fiche-publiee/", sheet_published),
    path("", include("config.urls")),
]
