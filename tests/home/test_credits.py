"""Who made an image is told wherever it is shown."""

from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from core.models import SiteImage
from tests.factories.home import EventPageFactory, NewsPageFactory
from tests.factories.resources import ActivityPageFactory

CREDIT = "Maëlle Le Goff, CC BY 4.0"


@pytest.fixture
def photo(db):
    buffer = BytesIO()
    Image.new("RGB", (1200, 800), "#14284b").save(buffer, "PNG")
    file = ImageFile(BytesIO(buffer.getvalue()), name="halle.png")
    return SiteImage.objects.create(
        title="Halle", file=file, description="La halle un jour de marché.", credit=CREDIT
    )


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_each_page_names_who_made_its_picture(network, get, photo):
    NewsPageFactory(territory=network.vitre, slug="halle", cover=photo)
    EventPageFactory(territory=network.vitre, slug="marche", cover=photo)
    ActivityPageFactory(territory=network.vitre, slug="etal", cover=photo)
    told = {
        path: get(network.vitre, path).content.decode().count(CREDIT)
        for path in ("/", "/actualites/", "/actualites/halle/", "/agenda/marche/")
    }
    told["/ressources/etal/"] = (
        get(network.vitre, "/ressources/etal/").content.decode().count(CREDIT)
    )
    assert set(told.values()) == {1}, told
