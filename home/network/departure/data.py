"""The data of a site as JSON: all the fields, without what names an account or a place in our tables."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from modelcluster.models import get_serializable_data_for_fields
from wagtail.fields import StreamField
from wagtail.models import Page

from territories.models import SiteTexts, Territory, TerritorySettings
from territories.ownership.declaration import Export, Given, Owned
from territories.ownership.registry import owned_models
from territories.ownership.views import own_rows

from .contents import Contents

FORMAT = 1
# Places in our tree, and people who have an account here.
OURS = {
    "path",
    "depth",
    "numchild",
    "url_path",
    "content_type",
    "owner",
    "locked_by",
    "latest_revision",
    "live_revision",
    "alias_of",
    "decided_by",
}


def as_json(data: Any) -> bytes:
    """The text of a JSON file: keys in order, accents as they are."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2, sort_keys=True)
    return f"{text}\n".encode()


def fields_of(instance: Model) -> dict[str, Any]:
    """All the fields of an object and of the rows that belong to it; streams as lists."""
    # Django writes the present time into these before it tells their value.
    dates = {
        field.name: getattr(instance, field.name)
        for field in instance._meta.concrete_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    }
    if hasattr(instance, "serializable_data"):
        data = instance.serializable_data()
    else:
        data = get_serializable_data_for_fields(instance)
    for field in instance._meta.concrete_fields:
        if isinstance(field, StreamField) and isinstance(data.get(field.name), str):
            data[field.name] = json.loads(data[field.name] or "[]")
    return {name: value for name, value in (data | dates).items() if name not in OURS}


def page_data(page: Page, contents: Contents) -> dict[str, Any]:
    """What the JSON of a page says. `parent`: id of the page above, when it is in the zip too."""
    parent = page.get_parent()
    return {
        "format": FORMAT,
        "id": page.pk,
        "type": page.specific_class._meta.label,
        "address": page.full_url if page.live else None,
        "live": page.live,
        "parent": parent.pk if parent and contents.name_of(Page, parent.pk) else None,
        "fields": fields_of(page.specific),
    }


def site_data(territory: Territory) -> dict[str, Any]:
    """The territory, its settings, its menus and texts by language."""
    settings = TerritorySettings.objects.filter(site=territory.site).first()
    texts = SiteTexts.objects.filter(site=territory.site).select_related("locale")
    return {
        "format": FORMAT,
        "host": territory.site.hostname,
        "territory": fields_of(territory),
        "settings": fields_of(settings) if settings else None,
        "texts": {row.locale.language_code: fields_of(row) for row in texts.order_by("pk")},
    }


def row_files() -> dict[str, Owned]:
    """The declarations whose rows leave in a file of their own, by its name (`territories.ownership.registry`)."""
    return {
        owned.export.file: owned
        for owned in owned_models()
        if isinstance(owned.export, Export) and owned.export.by_rows
    }


def rows_data(owned: Owned, territory: Territory, reader) -> list[dict[str, Any]]:
    """The territory's rows, of those that `reader` may read, with the readable columns of their declaration."""
    rows = owned.rows(territory).order_by("pk")
    if owned.given is Given.ROWS:
        rows = own_rows(owned.model, reader, rows)
    columns = owned.export.columns.items() if isinstance(owned.export, Export) else ()
    data = [fields_of(row) | {name: value(row) for name, value in columns} for row in rows]
    return [{k: v for k, v in row.items() if k not in owned.erased_fields} for row in data]


def file_data(row, contents: Contents) -> dict[str, Any]:
    """What is said of an image or of a document: title, credit, text in its place, and where it is."""
    wanted = ("title", "description", "credit", "is_decorative", "language", "created_at")
    said = {name: getattr(row, name) for name in wanted if hasattr(row, name)}
    return {"id": row.pk, "file": contents.name_of(type(row), row.pk), **said}
