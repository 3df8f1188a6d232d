"""Whether a signal tells of a draft only: what nobody but its authors can see (decision 0110).

The editor saves by itself half a second after a keystroke. Of a page that is online, Wagtail then writes a revision, and on the
page only `DRAFT_FIELDS` (`Page.save_revision`); one that is not online is saved whole.
"""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save
from django.dispatch import Signal
from wagtail.signals import page_slug_changed

# What Wagtail writes on an object when a draft of it is kept, and when it is locked (by a person or a review).
DRAFT_FIELDS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)
# Set on a page between `pre_save` and `post_save`.
WITHDRAWN = "_is_withdrawn"


def note_withdrawal(
    sender: type[Model], instance: Any, update_fields: Any = None, **kwargs: Any
) -> None:
    """Signal handler: a page is taken offline by a plain `save()` (one query, for pages that are not online)."""
    asked = not instance.live and (update_fields is None or "live" in update_fields)
    was_live = sender._base_manager.filter(pk=instance.pk, live=True)
    setattr(instance, WITHDRAWN, asked and instance.pk is not None and was_live.exists())


def changes_a_draft(
    signal: Signal, instance: Any = None, update_fields: Any = None, **kwargs: Any
) -> bool:
    """Whether a signal tells of nothing that a visitor could see.

    A page that moves is not asked: paths in the tree change, which are remembered for drafts too.
    """
    if signal is post_save and update_fields is not None and DRAFT_FIELDS.issuperset(update_fields):
        return True
    if not hasattr(instance, "draft_title"):  # not a page
        return False
    if signal is post_save:
        return not instance.live and not getattr(instance, WITHDRAWN, False)
    if signal is page_slug_changed:
        # The address of a draft is part of those of the pages below, which may be online.
        return not instance.live and not instance.get_descendants().live().exists()
    return False
