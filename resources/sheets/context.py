"""Context of the sheets' templates."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from territories.models import Territory

from ..catalogue.index import catalogue
from ..models import ResourcePage
from .activity import activity_context
from .common import centre_url, changes, contact_near, files, read_next, terms
from .licences import LICENCES
from .others import expertise_contacts, project_context, study_facts, tool_facts
from .structured import as_script, structured_data

# What each kind adds, from the page and the address of the catalogue.
OWN: dict[str, Callable[[Any, str], dict[str, Any]]] = {
    "activity": activity_context,
    "tool": lambda page, base: {"practical": tool_facts(page)},
    "project": lambda page, base: project_context(page),
    "expertise": lambda page, base: {"experts": expertise_contacts(page)},
    "study": lambda page, base: {"practical": study_facts(page)},
}


def sheet_context(page: ResourcePage, request, territory: Territory | None) -> dict[str, Any]:
    """What a sheet shows on the site of a territory."""
    index, base = catalogue(page.locale_id), centre_url(page, request)
    log = changes(page)
    kit = files(page)
    return {
        "kind": page.kind,
        "kind_label": page.kind_label,
        "files": kit,
        "licence": LICENCES.get(page.licence),
        "changes": log,
        "version_date": log[0]["date"] if log and log[0]["version"] == page.version else None,
        "origin": page.origin,
        "catalogue_url": base,
        "near": contact_near(page, territory),
        "cards": read_next(page, index, base, territory, request),
        "tag_names": sorted(page.tags.names()),
        "review_late": bool(page.review_due and page.review_due < timezone.localdate()),
        "own_contact": page.contact if page.contact_id and page.contact.is_published else None,
        "structured_data": as_script(structured_data(page)),
        **terms(page, index, base, request),
        **OWN[page.kind](page, base),
    }
