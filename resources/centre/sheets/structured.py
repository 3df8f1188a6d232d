"""Sheets as schema.org data, for search engines."""

from typing import Any

from ..pages.sheet import ResourcePage
from ..registry import kind_of
from .licences import LICENCES


def structured_data(page: ResourcePage, language: str) -> dict[str, Any]:
    """The sheet as a dict of JSON-LD: what every sheet has, and what its kind declares."""
    licence = LICENCES.get(page.licence)
    own = kind_of(page).structured_data(page)
    kind = own.get("@type", "LearningResource")
    return {
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
        **own,
    }
