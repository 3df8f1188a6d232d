"""Who made an image is told wherever it is shown."""

import re
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from core.models import SiteImage
from tests.factories.home import EventPageFactory, NewsPageFactory
from tests.factories.resources import ActivityPageFactory

CREDIT = "Maëlle Le Goff, CC BY 4.0"

pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def photo(db):
    buffer = BytesIO()
    Image.new("RGB", (1200, 800), "#14284b").save(buffer, "PNG")
    file = ImageFile(BytesIO(buffer.getvalue()), name="halle.png")
    return SiteImage.objects.create(
        title="Halle", file=file, description="La halle un jour de marché.", credit=CREDIT
    )


def read(response) -> int:
    """How many times the credit is written on the page, beside the names of figures."""
    return response.text.count(f"{CREDIT}<")


def test_each_page_names_who_made_its_picture(network, get, photo):
    NewsPageFactory(territory=network.vitre, slug="halle", cover=photo)
    EventPageFactory(territory=network.vitre, slug="marche", cover=photo)
    ActivityPageFactory(territory=network.vitre, slug="etal", cover=photo)
    told = {
        path: read(get(network.vitre, path))
        for path in ("/", "/actualites/", "/actualites/halle/", "/agenda/marche/")
    }
    told["/ressources/etal/"] = read(get(network.vitre, "/ressources/etal/"))
    assert set(told.values()) == {1}, told


def test_a_picture_is_named_as_its_caption_is(network, get, photo):
    """RGAA 1.9: a caption belongs to its picture for whoever hears the page."""
    NewsPageFactory(territory=network.vitre, slug="halle", cover=photo)
    page = get(network.vitre, "/actualites/halle/").text
    label, caption = re.search(
        r'<figure class="figure" role="figure" aria-label="([^"]+)">.*?<figcaption[^>]*>([^<]+)<',
        page,
        re.S,
    ).groups()
    # The typography of the caption is for the eye.
    assert label == caption.replace("&nbsp;", " ").replace("\xa0", " ")
