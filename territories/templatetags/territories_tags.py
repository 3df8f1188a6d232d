from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from core.structured import as_script

from .. import map as maps
from ..ownership.scope import own_territories, territories_of
from ..review.translations import without_alias
from ..shell.structured import organisation
from ..tree.models import Territory

register = template.Library()
register.filter(without_alias)


@register.simple_tag
def brittany_map(territory: Territory | None = None) -> SafeString:
    """The map of Brittany for a territory's site, as inline SVG."""
    return maps.brittany_map(territory)


@register.simple_tag(takes_context=True)
def organisation_data(context: template.Context) -> SafeString:
    """The site's team for search engines, to stand inside a script element."""
    chrome = context["chrome"]
    return as_script(organisation(chrome)) if chrome.get("territory") else SafeString("{}")


@register.simple_tag
def own_site_name(user) -> str:
    """The site of one's own team; the collective's name for whoever has several, or none."""
    own = own_territories(user) or list(territories_of(user)[:2])
    return own[0].site_name if len(own) == 1 else settings.WAGTAIL_SITE_NAME
