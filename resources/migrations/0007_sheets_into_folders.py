"""Put every sheet into the folder of its territory; addresses stay as they are.

A folder has the address of its centre, so that `url_path` changes nowhere: only the places in the tree do.
"""

from collections import defaultdict
from uuid import uuid4

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from treebeard.numconv import NumConv

STEP = 4
SHEETS = ("ActivityPage", "ToolPage", "ProjectPage", "ExpertisePage", "StudyPage")
_numbers = NumConv("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _child(path: str, number: int) -> str:
    """Path of the `number`-th child of the page at `path`."""
    return f"{path}{_numbers.int2str(number).rjust(STEP, '0')}"


def _children(pages, path: str):
    return pages.filter(path__startswith=path, depth=len(path) // STEP + 1).order_by("path")


def _last(pages, path: str) -> int:
    found = _children(pages, path).last()
    return _numbers.str2int(found.path[-STEP:]) if found else 0


def _relocate(pages, old: str, new: str) -> None:
    """Move a page with what is below it."""
    below = (len(new) - len(old)) // STEP
    pages.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr("path", len(old) + 1)), depth=F("depth") + below
    )


def _owners(apps) -> dict[int, int | None]:
    """Territory of every sheet, by page."""
    found = {}
    for name in SHEETS:
        found.update(apps.get_model("resources", name).objects.values_list("pk", "territory_id"))
    return found


def put_into_folders(apps, schema_editor):
    pages = apps.get_model("wagtailcore", "Page").objects.all()
    folders = apps.get_model("resources", "SheetFolderPage").objects
    centres = apps.get_model("resources", "ResourceCentrePage").objects.order_by("pk")
    territories = apps.get_model("territories", "Territory").objects.in_bulk()
    region = next((pk for pk, t in territories.items() if t.scale == "region"), None)
    types = apps.get_model("contenttypes", "ContentType").objects
    owners, keys = _owners(apps), defaultdict(uuid4)
    for centre in centres:
        sheets = defaultdict(list)
        for page in _children(pages, centre.path):
            if page.pk in owners:
                sheets[owners[page.pk] or centre.territory_id or region].append(page)
        last = _last(pages, centre.path)
        for number, (territory_id, mine) in enumerate(sheets.items(), start=last + 1):
            territory = territories[territory_id]
            title, path = f"Fiches — {territory.site_name}", _child(centre.path, number)
            folders.create(
                title=title,
                draft_title=title,
                slug=f"fiches-{territory.code}",
                url_path=centre.url_path,
                path=path,
                depth=centre.depth + 1,
                numchild=len(mine),
                content_type=types.get_or_create(app_label="resources", model="sheetfolderpage")[0],
                locale_id=centre.locale_id,
                translation_key=keys[territory_id],
                territory_id=territory_id,
            )
            for place, page in enumerate(mine, start=1):
                _relocate(pages, page.path, _child(path, place))
        pages.filter(pk=centre.pk).update(numchild=_children(pages, centre.path).count())
    # A folder's territory is its sheets': those that had none are the region's.
    for name in SHEETS if region else ():
        apps.get_model("resources", name).objects.filter(territory=None).update(territory_id=region)


def take_out_of_folders(apps, schema_editor):
    pages = apps.get_model("wagtailcore", "Page").objects.all()
    for centre in apps.get_model("resources", "ResourceCentrePage").objects.order_by("pk"):
        last = _last(pages, centre.path)
        for folder in apps.get_model("resources", "SheetFolderPage").objects.filter(
            path__startswith=centre.path
        ):
            for page in _children(pages, folder.path):
                last += 1
                _relocate(pages, page.path, _child(centre.path, last))
            # With the rights that groups had on it.
            folder.delete()
        pages.filter(pk=centre.pk).update(numchild=_children(pages, centre.path).count())


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0006_sheet_folders"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(put_into_folders, take_out_of_folders)]
