"""What may be deleted or moved: a page that was published once is unpublished, never deleted (decision 0051).

Its address, its history and what links to it outlive it. Wagtail's own permission is asked first.
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from wagtail import hooks
from wagtail.models import Page, Site

from ..ownership.scope import scope_of


def with_translations(page: Page) -> list[Page]:
    """The page, and the translations that Wagtail deletes along with it."""
    found = {page}
    for fn in hooks.get_hooks("construct_translated_pages_to_cascade_actions"):
        for others in (fn([page], "delete") or {}).values():
            found.update(others)
    return list(found)


def once_published(pages: Iterable[Page]) -> QuerySet[Page]:
    """Those of `pages`, and of the pages below, that were published at least once."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(path__startswith=page.path)
    return Page.objects.filter(below).exclude(first_published_at=None, live=False).order_by("path")


def may_delete_drafts(user, page: Page) -> bool:
    """Whoever may not write a page here (translators) takes none away either."""
    return user.is_superuser or "add" in page.permissions_for_user(user).permissions


def leaves_its_site(user, page: Page, destination: Page) -> bool:
    """Whether `user` would move the page out of its site, which the region alone may."""
    if scope_of(user).is_region:
        return False
    homes = list(Site.objects.values_list("root_page__path", flat=True))
    return _home(homes, page) != _home(homes, destination)


def _home(homes: list[str], page: Page) -> str:
    return next((path for path in homes if page.path.startswith(path)), "")
