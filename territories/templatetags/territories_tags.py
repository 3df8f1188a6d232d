from django import template
from django.utils.safestring import SafeString

from core.structured import as_script

from .. import map as maps
from ..models import Territory
from ..structured import organisation

register = template.Library()


@register.simple_tag
def brittany_map(territory: Territory | None = None) -> SafeString:
    """The map of Brittany for a territory's site, as inline SVG."""
    return maps.brittany_map(territory)


@register.simple_tag(takes_context=True)
def organisation_data(context: template.Context) -> SafeString:
    """The site's team for search engines, to stand inside a script element."""
    chrome = context["chrome"]
    return as_script(organisation(chrome)) if chrome.get("territory") else SafeString("{}")
