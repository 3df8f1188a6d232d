"""A territory's team as schema.org data."""

from typing import Any


def organisation(chrome: dict[str, Any]) -> dict[str, Any]:
    """Who answers on a site, from the shell of its pages (`territories.shell.chrome`)."""
    contact = chrome["contact"]
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": chrome["territory"].site_name,
        "url": f"{chrome['site'].root_url}/",
        "description": contact["intro"],
        "email": contact["email"],
        "telephone": contact["phone"],
        "address": " ".join(contact["address"].split()),
        "sameAs": [account["url"] for account in chrome["social"]],
    }
