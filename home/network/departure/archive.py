"""The zip itself: written while it is sent, each file made when its turn comes."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED

from django.template.loader import render_to_string
from wagtail.models import Page
from zipstream import ZipStream

from territories.models import SharedPage, Territory
from territories.ownership.declaration import Owned

from .contents import Contents, contents_of
from .data import as_json, fields_of, file_data, page_data, row_files, rows_data, site_data
from .html_writer import Writer

CHUNK = 64 * 1024


def _later(make: Callable[[], bytes]) -> Iterator[bytes]:
    yield make()


def _chunks(row) -> Iterator[bytes]:
    with row.file.storage.open(row.file.name) as file:
        yield from iter(lambda: file.read(CHUNK), b"")


def _html(template: str, **context) -> bytes:
    return render_to_string(f"network/departure/{template}.html", context).encode()


def _last_shown(page: Page) -> datetime | None:
    """When a page that was taken off, and not changed since, was published; None for a real draft."""
    last, draft = page.last_published_at, page.latest_revision
    changed = last and draft and draft.created_at > last
    return None if page.live or changed else last


def _page_html(page: Page, contents: Contents, is_draft: bool) -> bytes:
    shown = page.get_latest_revision_as_object() if is_draft else page.specific
    return _html(
        "page",
        page=shown,
        is_draft=is_draft,
        was_shown=_last_shown(page) if is_draft else None,
        kind=shown._meta.verbose_name,
        address=page.full_url if page.live else "",
        signed=shown.territory if isinstance(shown, SharedPage) else "",
        below=contents.below(page) if not is_draft else [],
        body=Writer(contents).page(shown),
    )


def _draft_data(page: Page, contents: Contents) -> dict:
    draft = fields_of(page.get_latest_revision_as_object())
    return page_data(page, contents) | {"fields": draft}


def _add_page(archive: ZipStream, page: Page, contents: Contents) -> None:
    name = contents.names[Page, page.pk]
    bare = name.removesuffix(".html")
    if page.live:
        archive.add(_later(lambda: _page_html(page, contents, False)), name)
        archive.add(_later(lambda: as_json(page_data(page, contents))), f"donnees/{bare}.json")
    if not page.live or page.has_unpublished_changes:
        bare = f"brouillons/{bare.partition('/')[2]}"
        archive.add(_later(lambda: _page_html(page, contents, True)), f"{bare}.html")
        archive.add(_later(lambda: as_json(_draft_data(page, contents))), f"donnees/{bare}.json")


def _rows_json(owned: Owned, territory: Territory, reader) -> bytes:
    return as_json(rows_data(owned, territory, reader))


def _index(contents: Contents) -> bytes:
    named = [(page, contents.names[Page, page.pk]) for page in contents.pages]
    top = contents.territory.site.root_page.depth
    sheets = {page.pk for page in contents.sheets}
    online = [(page, name) for page, name in named if page.live]
    return _html(
        "index",
        territory=contents.territory,
        pages=[
            (page, name, max(0, page.depth - top)) for page, name in online if page.pk not in sheets
        ],
        sheets=[(page, name) for page, name in online if page.pk in sheets],
        drafts=[
            (page, f"brouillons/{name.partition('/')[2]}")
            for page, name in named
            if not page.live or page.has_unpublished_changes
        ],
        images=[(row, contents.name_of(type(row), row.pk)) for row in contents.images],
        documents=[(row, contents.name_of(type(row), row.pk)) for row in contents.documents],
        data=[
            ("site", "Le territoire, les réglages, les menus et les textes du site"),
            *(
                (name, getattr(owned.export, "title", "") or owned.title)
                for name, owned in row_files().items()
            ),
            ("images", "Ce que l’on sait de chaque image"),
            ("documents", "Ce que l’on sait de chaque document"),
        ],
    )


def archive_of(territory: Territory, reader) -> ZipStream:
    """The zip of a site, to be iterated over: it holds what `reader` may read."""
    contents = contents_of(territory)
    archive = ZipStream(compress_type=ZIP_DEFLATED)
    archive.add(_later(lambda: _index(contents)), "index.html")
    archive.add(_later(lambda: as_json(site_data(territory))), "donnees/site.json")
    for name, owned in row_files().items():
        archive.add(_later(partial(_rows_json, owned, territory, reader)), f"donnees/{name}.json")
    for name, rows in (("images", contents.images), ("documents", contents.documents)):
        said = [file_data(row, contents) for row in rows]
        archive.add(as_json(said), f"donnees/{name}.json")
    for page in contents.pages:
        _add_page(archive, page, contents)
    files: list[Any] = [*contents.images, *contents.documents]
    for row in files:
        # Pictures and office files are compressed already.
        name = contents.names[type(row), row.pk]
        archive.add(_chunks(row), name, compress_type=ZIP_STORED)
    return archive
