"""When a page is published, what its authors wished takes effect."""

from wagtail.models import Page
from wagtail.signals import page_published

from .decisions import take_effect
from .pages import DiffusablePage


def page_was_published(sender, instance: Page, revision=None, **kwargs) -> None:
    """Signal handler. A publication on a later day says so twice: only then is the page online."""
    if instance.live and isinstance(instance, DiffusablePage):
        take_effect(instance, revision and revision.user)


def connect() -> None:
    page_published.connect(page_was_published, dispatch_uid="territories.diffusion.publication")
