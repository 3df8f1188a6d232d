"""How each action is tried: a function of a client and of a territory's things, which says whether it was done.

What the page shows or what the database holds afterwards decides, not a status alone.
"""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from .world import Things

type Action = Callable[[Client, Things], bool]

ACTIONS: dict[tuple[str, str], Action] = {}
# What Wagtail answers to whom it refuses: the dashboard, or the sign-in page.
REFUSALS = ("/admin/", "/admin/login/")


def action(channel: str, name: str) -> Callable[[Action], Action]:
    """Register a way to try an action."""

    def register(function: Action) -> Action:
        ACTIONS[channel, name] = function
        return function

    return register


def done(response) -> bool:
    """Whether a response is not a refusal."""
    if response.status_code == 302:
        return response["Location"].split("?")[0] not in REFUSALS
    return response.status_code < 300


def shows(response, word: str) -> bool:
    """Whether a response was given, and says the word."""
    if not done(response):
        return False
    content = b"".join(response) if response.streaming else response.content
    return word in content.decode(errors="replace")


def opens(client: Client, name: str, *args) -> bool:
    """Whether a screen opens."""
    return client.get(reverse(name, args=args)).status_code == 200
