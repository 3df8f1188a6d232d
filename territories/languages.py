"""French, which every site speaks, and the languages that it may add."""

from django.conf import settings

FRENCH = "fr"


def other_languages() -> list[tuple[str, str]]:
    """Languages that a site may add to French, as choices."""
    return [(code, name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES if code != FRENCH]
