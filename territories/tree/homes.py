"""The homes of sites, in every language: where a team's pages begin."""

from collections.abc import Iterable

from wagtail.models import Page

from .models import Territory


def homes_of(territories: Iterable[Territory]) -> list[Page]:
    """The home of each site and its translations, which stand beside it; in one query.

    :param territories: with their `site__root_page`.
    """
    keys = [territory.site.root_page.translation_key for territory in territories]
    return list(Page.objects.filter(translation_key__in=keys).order_by("pk"))
