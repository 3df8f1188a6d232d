"""Which territory a request speaks to. The only place that asks."""

from django.http import Http404
from wagtail.models import Site

from . import tree
from .models import Territory


def territory_for_request(request) -> Territory | None:
    """Return the territory whose site answers this request, None if the site has none.

    Kept on the request: every caller of one request gets the same object, at no further cost.
    """
    if not hasattr(request, "_territory"):
        site = Site.find_for_request(request)
        request._territory = tree().by_site.get(site.pk) if site else None
    return request._territory


def territory_or_404(request) -> Territory:
    """The same, where an answer without a territory makes no sense.

    :raises Http404: the site has no territory.
    """
    territory = territory_for_request(request)
    if territory is None:
        raise Http404
    return territory
