"""Banners: which ones a site shows now, and until when that holds (decision 0070)."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Site

from core.generations import Remembered
from core.search.privacy import is_private

from ..pages.mounts import STRUCTURE
from ..tree.languages import FRENCH
from ..tree.models import Territory
from .texts import SiteTexts


def _load() -> dict[tuple[int | None, str], SiteTexts]:
    rows = SiteTexts.objects.exclude(alert_text="").select_related("locale", "alert_page")
    return {(row.site_id, row.locale.language_code): row for row in rows}


_alerts = Remembered(STRUCTURE, _load)

type Sources = list[tuple[Territory, list[SiteTexts]]]


def _sources(territory: Territory, language: str, unsaved: SiteTexts | None) -> Sources:
    """Who may speak here, the nearest first, each with its texts in this language, then in French."""
    rows = _alerts()
    if unsaved:
        rows = {key: row for key, row in rows.items() if row.pk != unsaved.pk}
        rows[unsaved.site_id, unsaved.locale.language_code] = unsaved
    found = []
    for source in [territory, *territory.ancestors()]:
        codes = dict.fromkeys((language, FRENCH))
        texts = [row for code in codes if (row := rows.get((source.site_id, code)))]
        if source.pk != territory.pk:
            texts = [row for row in texts if row.alert_cascades]
        if texts:
            found.append((source, texts))
    return found


def is_shown(page: Page) -> bool:
    """Whether a menu, a footer or a banner may lead there: they are the same for whoever reads."""
    return page.live and not is_private(page)


def _href(texts: SiteTexts, site: Site | None) -> str:
    page = texts.alert_page
    if page is None:
        return texts.alert_url
    return (page.specific.get_url(current_site=site) or "") if is_shown(page) else ""


def alerts_for(
    territory: Territory | None, language: str = FRENCH, unsaved: SiteTexts | None = None
) -> list[dict[str, Any]]:
    """Banners to show now: the site's own, and the nearest from above that cascades.

    :param unsaved: texts being written, shown as they are whatever their dates.
    """
    if territory is None:
        return []
    found: dict[bool, dict[str, Any]] = {}
    for source, texts in _sources(territory, language, unsaved):
        shown = next((t for t in texts if t.alert_text and (t is unsaved or t.alert_is_on())), None)
        inherited = source.pk != territory.pk
        if shown is None or inherited in found:
            continue
        title = shown.get_alert_level_display()
        found[inherited] = {
            "level": "info" if shown.alert_level == SiteTexts.Level.INFO else "attention",
            "title": f"{source.site_name} · {title}" if inherited else title,
            "source": source.site_name if inherited else "",
            "text": shown.alert_text,
            "url": _href(shown, territory.site),
            "language": "" if shown.locale.language_code == language else FRENCH,
            "until": shown.alert_to,
        }
    return list(found.values())


def next_change(territory: Territory | None, language: str = FRENCH) -> datetime | None:
    """When a banner of this site next comes or goes, None if none does."""
    if territory is None:
        return None
    now = timezone.now()
    moments = [
        moment
        for _, texts in _sources(territory, language, None)
        for row in texts
        for moment in (row.alert_from, row.alert_to)
        if moment and moment > now
    ]
    return min(moments, default=None)
