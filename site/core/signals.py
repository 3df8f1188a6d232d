"""What core does by itself when something is published."""

from django.conf import settings
from wagtail.signals import page_published

from .renditions import draw_after_publication
from .search.signals import connect as follow_moved_branches


def connect() -> None:
    follow_moved_branches()
    if settings.MAKE_RENDITIONS:
        page_published.connect(draw_after_publication, dispatch_uid="core.draw_after_publication")
