"""Wagtail's bar, in a library of its own: what it imports needs models, and `brand` is imported by some of them."""

from django import template
from django.conf import settings
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

register = template.Library()


@register.simple_tag(takes_context=True)
def editor_bar(context: template.Context) -> str:
    """Wagtail's bar, for a signed-in editor only. A visitor has no session: nothing is even asked."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    if not request.user.is_authenticated:
        return ""
    return wagtailuserbar(context)
