"""What core does by itself when something is published."""

from django.conf import settings
from django.db.models.signals import post_delete, post_save
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, post_page_move

from .renditions import draw_after_publication
from .search.privacy import privacy_changed
from .search.signals import connect as follow_moved_branches


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(privacy_changed, sender=PageViewRestriction)
    post_page_move.connect(privacy_changed)
    follow_moved_branches()
    if settings.MAKE_RENDITIONS:
        page_published.connect(draw_after_publication, dispatch_uid="core.draw_after_publication")
