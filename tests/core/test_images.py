"""The form of images: what the law and accessibility ask is asked, and explained."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from core.models import SiteImage
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


def errors(user, collection, **data) -> set[str]:
    """Fields that an upload with these words leaves to correct."""
    buffer = BytesIO()
    Image.new("RGB", (900, 600), "#14284b").save(buffer, "PNG")
    file = SimpleUploadedFile("halle.png", buffer.getvalue(), "image/png")
    data = {"title": "Halle", "collection": collection.pk} | data
    return set(get_image_form(SiteImage)(data, {"file": file}, user=user).errors)


def test_an_image_says_what_it_shows_and_who_made_it(network):
    user, collection = make_person(network.vitre), network.vitre.collection
    whole = {"description": "La halle un jour de marché.", "credit": "Maëlle Le Goff"}
    assert errors(user, collection) == {"description", "credit"}
    assert errors(user, collection, **whole | {"description": "  "}) == {"description"}
    assert errors(user, collection, credit="Maëlle Le Goff", is_decorative="on") == set()
    assert errors(user, collection, **whole) == set()


def test_what_is_asked_of_an_image_is_explained():
    fields = get_image_form(SiteImage).base_fields
    for name in ("file", "description", "is_decorative", "credit"):
        assert fields[name].help_text, name
