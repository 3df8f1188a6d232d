"""What core does by itself when something is saved."""

from django.conf import settings
from wagtail.models import Page
from wagtail.signals import page_published


def make_renditions(sender, instance: Page, **kwargs) -> None:
    """Draw a page's images at publication, so that no visitor waits for them."""
    make = getattr(instance, "make_renditions", None)
    if make and settings.MAKE_RENDITIONS:
        make()


def connect() -> None:
    page_published.connect(make_renditions, dispatch_uid="core.make_renditions")
