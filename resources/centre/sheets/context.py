"""Context of the sheets' templates."""

from typing import Any

from django.utils import timezone

from core.structured import as_script
from territories.models import Territory

from ..catalogue.memory import catalogue
from ..pages.sheet import ResourcePage
from ..registry import kind_of
from .common import (
    centre_url,
    changes,
    contact_near,
    files,
    published_contacts,
    read_next,
    tag_names,
    terms,
)
from .licences import LICENCES
from .structured import structured_data


def sheet_context(page: ResourcePage, request, territory: Territory | None) -> dict[str, Any]:
    """What a sheet shows on the site of a territory."""
    index, base = catalogue(page.locale_id), centre_url(page, request)
    log = changes(page)
    kit = files(page)
    return {
        "kind": page.sign,
        "kind_label": page.kind_label,
        "files": kit,
        "licence": LICENCES.get(page.licence),
        "changes": log,
        "version_date": log[0]["date"] if log and log[0]["version"] == page.version else None,
        "origin": page.origin,
        "catalogue_url": base,
        "near": contact_near(page, territory),
        "cards": read_next(page, index, base, territory, request),
        "tag_names": tag_names(page, index, request),
        "review_late": bool(page.review_due and page.review_due < timezone.localdate()),
        "own_contact": published_contacts().get(page.contact_id),
        "structured_data": as_script(structured_data(page, index.language)),
        **terms(page, index, base, request),
        **kind_of(page).context(page, base, request),
    }
