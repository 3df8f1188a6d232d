from django import template
from django.utils.safestring import SafeString

from .. import map as maps
from ..models import Territory

register = template.Library()


@register.simple_tag
def brittany_map(territory: Territory | None = None) -> SafeString:
    """The map of Brittany for a territory's site, as inline SVG."""
    return maps.brittany_map(territory)
