"""Drawing a page's images ahead of its first visitor."""

from collections.abc import Iterator

from wagtail.models import Page

from .jobs import LATER, job
from .models import SiteImage

# What templates/components/picture.html asks for: three formats of each crop.
FORMATS = ("avif", "webp", "jpeg")
COVER = ("fill-640x360", "fill-960x540")
BODY = ("width-480", "width-960")


def body_image_ids(page: Page) -> set[str]:
    """Primary keys, as text, of the images that stand in the page's streams and rich texts."""
    found = set()
    for field in page._meta.get_fields():
        extract = getattr(field, "extract_references", None)
        if extract:
            references = extract(getattr(page, field.name))
            found |= {key for model, key, *_ in references if issubclass(model, SiteImage)}
    return found


def wanted(page: Page) -> Iterator[tuple[SiteImage, list[str]]]:
    """Pairs of an image and the filter specifications in which the page shows it."""
    cover = getattr(page, "cover", None)
    if cover:
        yield cover, [f"format-{kind}|{crop}" for kind in FORMATS for crop in (*COVER, *BODY)]
    for image in SiteImage.objects.filter(pk__in=body_image_ids(page)):
        yield image, [f"format-{kind}|{crop}" for kind in FORMATS for crop in BODY]


@job("Dessiner les images d’une page", priority=LATER)
def draw(page_id: int) -> int:
    """Draw the images of a page. Returns how many it shows; an image drawn already costs a query."""
    page = Page.objects.filter(pk=page_id).first()
    images = list(wanted(page.specific)) if page else []
    for image, specs in images:
        image.get_renditions(*specs)
    return len(images)


def draw_after_publication(sender, instance: Page, **kwargs) -> None:
    """Signal handler: enqueue the drawing, with the publication."""
    draw.enqueue(instance.pk)
