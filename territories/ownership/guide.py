"""The guide's chapter on what a territory owns, written from the declarations (`manage.py write_owned_chapter`)."""

from pathlib import Path

from django.conf import settings
from django.utils import translation

from .declaration import Export, Owned
from .registry import owned_models

CHAPTER = Path(settings.BASE_DIR, "docs", "guide", "territoire.md")

INTRO = """\
# Ce que possède un territoire

Qui peut agir sur quoi, ce qui part dans la copie d’un site, ce qui suit une fusion, et jusqu’à quand sont gardées les données des personnes.
Un rôle plus large peut toujours ce que peut un rôle plus étroit : la communication d’un groupement chez ses pays, la région partout.
Ce tableau est tiré du logiciel lui-même : il dit ce qui est fait, chaque nuit pour les effacements.
"""

HEADERS = (
    "Quoi",
    "Qui agit",
    "À la fusion de deux pays",
    "Dans la copie d’un site",
    "Données personnelles, et jusqu’à quand",
)


def _personal(owned: Owned) -> str:
    if owned.personal is None:
        return "—"
    fields = {field.name: field for field in owned.model._meta.concrete_fields}
    names = ", ".join(str(fields[name].verbose_name) for name in owned.personal.fields)
    return f"{owned.personal.words or names} : {owned.personal.until}"


def _row(owned: Owned) -> str:
    cells = (
        owned.title,
        owned.who or str(owned.team),
        " ; ".join(merge.told for merge in owned.merge) or "—",
        "oui" if isinstance(owned.export, Export) else f"non : {owned.export.why}",
        _personal(owned),
    )
    return f"| {' | '.join(cells)} |"


def chapter_text() -> str:
    """The chapter, in Markdown: an introduction, then a row for each declaration."""
    with translation.override("fr"):
        rows = [_row(owned) for owned in owned_models()]
    lines = [f"| {' | '.join(HEADERS)} |", "|---" * len(HEADERS) + "|", *rows]
    return "\n".join([INTRO, *lines]) + "\n"
