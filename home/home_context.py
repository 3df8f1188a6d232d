"""What a home page shows, for the territory whose site it is."""

from typing import Any


def home_context(territory, request) -> dict[str, Any]:
    return {}
