"""Translation buttons of the explorer's rows, read with the rows: wagtail-localize asks three queries for each.

Imported by `core.wagtail_hooks`.
"""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin.widgets import ListingButton
from wagtail.models import Locale, Page
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import TranslationSource

from ..upstream import replace_hook

PERMISSION = "wagtail_localize.submit_translation"
HOOK = "register_page_listing_more_buttons"


@hooks.register("construct_explorer_page_queryset", order=1000)
def read_translations_with_rows(parent_page, pages, request):
    """What the buttons of a row ask: is there a language left, and from which source others follow."""
    if not request.user.has_perm(PERMISSION):
        return pages
    written = Page.objects.filter(
        translation_key=OuterRef(OuterRef("translation_key")), alias_of__isnull=True
    )
    sources = TranslationSource.objects.filter(
        object_id=OuterRef("translation_key"),
        locale_id=OuterRef("locale_id"),
        translations__enabled=True,
    )
    return pages.annotate(
        language_left=Exists(Locale.objects.exclude(pk__in=written.values("locale_id"))),
        source_followed=Subquery(sources.values("pk")[:1]),
    )


def buttons(page: Page, user, view_name=None, next_url=None) -> Iterator[ListingButton]:
    """The buttons of wagtail-localize; its own where the row was not read here."""
    if not hasattr(page, "language_left"):
        yield from localize.page_listing_more_buttons(page, user, view_name, next_url)
        return
    if page.language_left:
        yield ListingButton(
            gettext("Translate this page"),
            reverse("wagtail_localize:submit_page_translation", args=[page.alias_of_id or page.pk]),
            priority=60,
            icon_name="wagtail-localize-language",
        )
    if page.source_followed:
        url = reverse("wagtail_localize:update_translations", args=[page.source_followed])
        if next_url is not None:
            url += "?" + urlencode({"next": next_url})
        yield ListingButton(
            gettext("Sync translated pages"), url, priority=60, icon_name="resubmit"
        )


replace_hook(HOOK, localize.page_listing_more_buttons, buttons)
