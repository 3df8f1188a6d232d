"""Menus, footers and banners that lead to a page set aside: they lead to the one that takes over."""

import json

from wagtail.models import Site

from territories.models import SiteTexts

STREAMS = ("menu", "footer_links")


def _follow(texts: SiteTexts, twins: dict[int, int]) -> bool:
    """Lead somewhere else, in memory; whether something had to. A menu names each page once."""
    changed = False
    for name in STREAMS:
        blocks, kept, seen = (
            json.loads(texts._meta.get_field(name).value_to_string(texts)),
            [],
            set(),
        )
        touched = False
        for block in blocks:
            page = block["value"].get("page")
            if page in twins:
                block["value"]["page"] = page = twins[page]
                touched = True
            if not page or page not in seen:
                kept.append(block)
            seen.add(page)
        if touched:
            setattr(texts, name, json.dumps(kept))
            changed = True
    if texts.alert_page_id in twins:
        texts.alert_page_id = twins[texts.alert_page_id]
        changed = True
    return changed


def _versions(texts: SiteTexts) -> tuple[SiteTexts, SiteTexts | None]:
    """What is online, and the draft if there is one."""
    has_draft = texts.has_unpublished_changes and texts.latest_revision_id
    return texts, texts.get_latest_revision_as_object() if has_draft else None


def count_links(twins: dict[int, int], leaving: Site) -> int:
    """How many texts `follow_links` would change, once the site that goes has lost its own."""
    return sum(
        any(_follow(version, twins) for version in _versions(texts) if version)
        for texts in SiteTexts.objects.exclude(site=leaving).select_related("site", "locale")
    )


def follow_links(twins: dict[int, int], by) -> int:
    """Correct the texts of all sites, in their history too; a draft stays one."""
    number = 0
    for texts in SiteTexts.objects.select_related("site", "locale"):
        live, draft = _versions(texts)
        live_changed = _follow(live, twins)
        draft_changed = draft is not None and _follow(draft, twins)
        if draft is None and live_changed:
            live.save_revision(user=by, log_action=True, clean=False).publish(user=by)
        elif live_changed:
            live.save()
        if draft and draft_changed:
            draft.save_revision(user=by, log_action=True, clean=False)
        number += live_changed or draft_changed
    return number
