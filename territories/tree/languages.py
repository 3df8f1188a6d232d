"""French, which every site speaks, and the languages that it may add."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Locale

from core.generations import Remembered

from .structure import TERRITORIES

FRENCH = "fr"


def _ids() -> dict[str, int]:
    return dict(Locale.objects.values_list("language_code", "pk"))


_locale_ids = Remembered(TERRITORIES, _ids)


def current_locale_id() -> int:
    """Id of the locale in which the visitor reads: French, which every site speaks, unless her page says another."""
    ids = _locale_ids()
    return ids.get(get_language() or FRENCH) or ids[FRENCH]


def other_languages() -> list[tuple[str, str]]:
    """Languages that a site may add to French, as choices."""
    return [(code, name) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES if code != FRENCH]
