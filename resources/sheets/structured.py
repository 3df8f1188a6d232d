"""Sheets as schema.org data, for search engines. Data in a script element: nothing is executed."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from ..models import ActivityPage, ProjectPage, ResourcePage, StudyPage
from .licences import LICENCES

# What would end the script element or start another one (same list as Django's json_script).
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def iso_duration(minutes: int) -> str:
    """ISO 8601 duration: 90 → « PT1H30M »."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def _kind(page: ResourcePage) -> str:
    if isinstance(page, ActivityPage) and page.steps:
        return "HowTo"
    if isinstance(page, StudyPage):
        return "Report"
    return "Article" if isinstance(page, ProjectPage) else "LearningResource"


def structured_data(page: ResourcePage, language: str) -> dict[str, Any]:
    """The sheet as a dict of JSON-LD; what is unknown is left out."""
    licence = LICENCES.get(page.licence)
    kind = _kind(page)
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline" if kind == "Article" else "name": page.title,
        "description": page.description,
        "url": page.full_url,
        "inLanguage": language,
        "license": licence.url if licence else "",
        "version": page.version,
        "dateModified": page.reviewed_on.isoformat() if page.reviewed_on else "",
        "datePublished": page.first_published_at.date().isoformat()
        if page.first_published_at
        else "",
        "author": {"@type": "Organization", "name": page.authors} if page.authors else None,
    }
    if kind == "HowTo":
        minutes = page.total_minutes
        data |= {
            "totalTime": iso_duration(minutes) if minutes else "",
            "prepTime": iso_duration(page.preparation) if page.preparation else "",
            "step": [
                {
                    "@type": "HowToStep",
                    "name": block.value["title"],
                    "text": block.value["instructions"] or block.value["title"],
                }
                for block in page.steps
            ],
        }
    return {key: value for key, value in data.items() if value}


def as_script(data: dict[str, Any]) -> SafeString:
    """The data ready to stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308  no sign of markup is left
