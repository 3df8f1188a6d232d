"""What goes into the zip of a site, in a fixed order."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from core.models import SiteDocument, SiteImage
from territories.models import Territory

from ..merging.pages import tree_of
from ..merging.rows import shared_pages
from .names import file_name, plain_name


@dataclass(slots=True)
class Contents:
    """Pages, images and documents of a site, each with its name inside the zip."""

    territory: Territory
    pages: list[Page] = field(default_factory=list)
    # Those of `pages` that the territory signs, kept in the resource centre: below none of its own.
    sheets: list[Page] = field(default_factory=list)
    images: list[SiteImage] = field(default_factory=list)
    documents: list[SiteDocument] = field(default_factory=list)
    names: dict[tuple[type, int], str] = field(default_factory=dict)

    def below(self, page: Page) -> list[tuple[Page, str]]:
        """Pages just under one, online, with their names."""
        return [
            (child, self.names[Page, child.pk])
            for child in self.pages
            if child.live and child.depth == page.depth + 1 and child.path.startswith(page.path)
        ]

    def name_of(self, model: type, pk) -> str | None:
        """Path inside the zip of a page, an image or a document; None when it is not there."""
        return self.names.get((model, int(pk))) if str(pk).isdecimal() else None


def _referred(pages: list[Page], model: type) -> set[int]:
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
        to_content_type=ContentType.objects.get_for_model(model),
    )
    return {int(pk) for pk in rows.values_list("to_object_id", flat=True)}


def _files(model: Any, territory: Territory, pages: list[Page]) -> list:
    """Those of the territory's collection, and those its pages show; without those whose file is lost."""
    path = territory.collection.path if territory.collection else None
    rows = model._default_manager.filter(pk__in=_referred(pages, model))
    if path:
        rows |= model._default_manager.filter(collection__path__startswith=path)
    return [row for row in rows.order_by("pk") if row.file.storage.exists(row.file.name)]


def contents_of(territory: Territory) -> Contents:
    """Read what a site's zip holds: its own tree, the sheets that it signs, its files."""
    tree = list(tree_of(territory.site.root_page))
    own = {page.pk for page in tree}
    signed = {page.pk for page in shared_pages(territory)} - own
    sheets = list(Page.objects.filter(pk__in=signed))
    pages = [*tree, *sheets]
    contents = Contents(territory, pages, sheets)
    for page in pages:
        folder = "pages" if page.live else "brouillons"
        contents.names[Page, page.pk] = f"{folder}/{plain_name(page.pk, page.title)}.html"
    contents.images = _files(SiteImage, territory, pages)
    contents.documents = _files(SiteDocument, territory, pages)
    for folder, files in (("images", contents.images), ("documents", contents.documents)):
        for row in files:
            name = file_name(row.pk, row.title, row.file.name)
            contents.names[type(row), row.pk] = f"{folder}/{name}"
    return contents
