"""The files of the kits, made from `documents.toml` when the content is loaded."""

import csv
import io

from django.core.files.base import ContentFile

from core.models import SiteDocument
from resources.centre.models import ActivityPage

from .files import one
from .images import common_collection
from .library import Library
from .markup import typo
from .odt import odt

CREDIT = "Centre de ressources ESS Bretagne, CC BY-SA 4.0"
LICENCE = "Licence CC BY-SA 4.0 : copiez, adaptez, citez-nous. Centre de ressources ESS Bretagne."


def _steps_text(activity: ActivityPage) -> str:
    """The steps of an activity as numbered lines, each with the minutes at which it starts."""
    lines = []
    for number, moment in enumerate(activity.timeline(), start=1):
        step = moment["step"]
        start = f"{moment['start'] // 60} h {moment['start'] % 60:02}"
        who = f" ({step['role']})" if step["role"] else ""
        lines.append(
            f"{number}. {start}, {step['minutes']} minutes. {step['title']}{who}. {step['instructions']}"
        )
    return "\n".join(lines)


def _csv(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(rows)
    # With a byte order mark, spreadsheets read the accents.
    return buffer.getvalue().encode("utf-8-sig")


def check_documents(library: Library) -> None:
    """Raise `ContentError` when an entry of `documents.toml` lacks something."""
    for key in library.documents:
        entry = one("documents", key, library.folder)
        for name in ("titre", "fichier", "pour"):
            entry.need(name)
        if entry.need("genre") == "csv":
            entry.need("colonnes", list)
            entry.need("lignes", list)
        elif entry.get("genre") == "odt":
            entry.need("corps")
            entry.get("fin")
            entry.get("animation")
        else:
            raise entry.error("« genre » vaut « odt » ou « csv »")
        entry.done()


def make_document(library: Library, key: str) -> SiteDocument:
    """The document of a key of `documents.toml`, made the first time."""
    entry = one("documents", key, library.folder)
    title = entry.text("titre")
    found = SiteDocument.objects.filter(title=title, credit=CREDIT).first()
    if found:
        return found
    if entry.need("genre") == "csv":
        data = _csv([entry.need("colonnes", list), *entry.need("lignes", list)])
    else:
        text = entry.need("corps")
        slug = entry.get("animation")
        if slug:
            text += "\n\n" + _steps_text(ActivityPage.objects.get(slug=slug))
        data = odt(title, f"{text}\n\n{entry.get('fin', str, '')}", typo(LICENCE))
    document = SiteDocument(
        title=title,
        credit=CREDIT,
        language="fr",
        collection=common_collection(),
        file=ContentFile(data, name=entry.need("fichier")),
    )
    document.save()
    return document


def attachment(library: Library, key: str) -> tuple[str, dict]:
    """Block of the `attachments` stream for a key of `documents.toml`."""
    kind = one("documents", key, library.folder).need("pour")
    return "attachment", {"document": make_document(library, key), "label": "", "kind": kind}
