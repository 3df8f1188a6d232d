"""In which language a page is read, while languages are added."""

import pytest
from django.utils import translation
from wagtail.models import Locale

from territories.tree.languages import FRENCH, current_locale_id

pytestmark = pytest.mark.django_db


def test_a_language_that_is_added_is_known_at_once():
    french = Locale.objects.get(language_code=FRENCH)
    Locale.objects.filter(language_code="br").delete()
    with translation.override("br"):
        assert current_locale_id() == french.pk, (
            "what is not a language of the sites is read in French"
        )
        added = Locale.objects.create(language_code="br")
        assert current_locale_id() == added.pk
        added.delete()
        assert current_locale_id() == french.pk
