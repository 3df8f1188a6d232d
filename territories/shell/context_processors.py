"""Context of every template."""

from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from wagtail.models import Site

from core.freshness import changes_at

from ..tree.languages import FRENCH
from .alerts import next_change
from .chrome import chrome_for


def site_chrome(request) -> dict:
    """`chrome`: the shell of the current site, computed only by templates that use it."""

    def load():
        site = Site.find_for_request(request)
        if site is None:
            return {}
        language = get_language() or FRENCH
        chrome = chrome_for(site, request.path, language, getattr(request, "unsaved", None))
        changes_at(request, next_change(chrome["territory"], language))
        return chrome

    return {"chrome": SimpleLazyObject(load)}
