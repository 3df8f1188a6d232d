"""Images are drawn at publication, in every form that the templates ask for."""

import gc
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.signals import page_published

from core.models import SiteImage, SiteRendition
from core.renditions import draw_after_publication
from tests.factories.home import NewsPageFactory

# Wagtail leaves the temporary files of AVIF renditions to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def image(db):
    buffer = BytesIO()
    Image.new("RGB", (1200, 800), "#14284b").save(buffer, "PNG")
    file = ImageFile(BytesIO(buffer.getvalue()), name="rayures.png")
    return SiteImage.objects.create(title="Rayures", file=file, is_decorative=True, credit="CC0")


@pytest.fixture
def drawing():
    page_published.connect(draw_after_publication)
    yield
    page_published.disconnect(draw_after_publication)
    gc.collect()  # here, rather than in another module's test


def test_a_visitor_never_waits_for_an_image(
    network, get, image, drawing, django_capture_on_commit_callbacks
):
    news = NewsPageFactory(territory=network.vitre, cover=image, live=False)
    news.body = [("figure", {"image": image, "caption": "Des rayures"})]
    with django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()
    drawn = SiteRendition.objects.count()
    assert drawn > 0
    html = get(network.vitre, f"/actualites/{news.slug}/").content.decode()
    assert get(network.vitre, "/actualites/").status_code == 200
    assert "format-avif" in html
    assert SiteRendition.objects.count() == drawn


def test_a_page_is_shared_with_its_cover(
    network, get, image, drawing, django_capture_on_commit_callbacks
):
    image.is_decorative, image.description = False, "Des rayures bleues"
    image.save()
    news = NewsPageFactory(territory=network.vitre, cover=image, live=False)
    with django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()
    drawn = SiteRendition.objects.count()
    html = get(network.vitre, f"/actualites/{news.slug}/").content.decode()
    assert 'property="og:image" content="http://vitre.test/media/images/' in html
    assert 'property="og:image:width" content="960"' in html
    assert 'property="og:image:height" content="540"' in html
    assert 'property="og:image:alt" content="Des rayures bleues"' in html
    assert html.count('property="og:image"') == 1
    assert SiteRendition.objects.count() == drawn


def test_a_page_whose_image_is_lost_is_shared_with_the_site_s_picture(network, get, image):
    image.file.storage.delete(image.file.name)
    news = NewsPageFactory(territory=network.vitre, cover=image)
    assert news.share_image() is None
    NewsPageFactory(territory=network.vitre, slug="sans-image")
    html = get(network.vitre, "/actualites/sans-image/").content.decode()
    assert "share" in html.split('property="og:image" content="')[1].split('"')[0]
    assert "og:image:width" not in html


def test_an_image_without_words_is_refused(image):
    from django.core.exceptions import ValidationError

    image.is_decorative = False
    with pytest.raises(ValidationError, match="Décrivez"):
        image.full_clean()
