from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Site

from .chrome import chrome_for


def site_chrome(request) -> dict:
    """`chrome`: the shell of the current site, computed only by templates that use it."""

    def load():
        site = Site.find_for_request(request)
        return chrome_for(site, request.path, get_language() or "fr") if site else {}

    return {"chrome": SimpleLazyObject(load)}
