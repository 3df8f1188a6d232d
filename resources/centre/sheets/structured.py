"""Sheets as schema.org data, for search engines."""

from typing import Any

from ..models import ActivityPage, ProjectPage, ResourcePage, StudyPage
from .licences import LICENCES


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
    """The sheet as a dict of JSON-LD."""
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
    return data
