"""An activity as schema.org data: how to run it, step by step."""

from typing import Any

from .models import ActivityPage


def iso_duration(minutes: int) -> str:
    """ISO 8601 duration: 90 → « PT1H30M »."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")


def how_to(page: ActivityPage) -> dict[str, Any]:
    """Properties of a « HowTo »; none without steps, which it requires."""
    if not page.steps:
        return {}
    minutes = page.total_minutes
    return {
        "@type": "HowTo",
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
