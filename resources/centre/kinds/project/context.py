"""A project in words: who and where, its story, its stages, its figures."""

from typing import Any

from django.utils.translation import gettext as _

from ...catalogue.rows import Row
from ...sheets.common import facts
from .models import ProjectPage


def _incubation(page: ProjectPage) -> str:
    if page.tag and page.promotion_year:
        return _("{name}, promotion {year}").format(name=page.tag, year=page.promotion_year)
    return page.tag


def project_facts(page: ProjectPage, commune: str) -> list[dict[str, str]]:
    """Who, where and how far."""
    legal = [page.get_family_display(), page.legal_form]
    return facts(
        (_("Où"), commune),
        (_("Étape"), page.get_stage_display().capitalize()),
        (_("Famille"), ", ".join(part for part in legal if part)),
        (_("Incubateur"), _incubation(page)),
        (_("Avec"), page.partners),
    )


def project_context(page: ProjectPage, row: Row | None) -> dict[str, Any]:
    """Context of `project_page.html`, beyond what every sheet has."""
    stages = page.stages.stream_block.child_blocks["stage"].child_blocks["stage"].field.choices
    commune = (
        row.data["commune"] if row and page.commune_id else str(getattr(page.commune, "name", ""))
    )
    names = {code: label for code, label in stages if code}
    return {
        "practical": project_facts(page, commune),
        "story": [
            (heading, text)
            for heading, text in (
                (_("Le besoin"), page.need),
                (_("Comment il est né"), page.genesis),
                (_("De quoi il vit"), page.economic_model),
            )
            if text
        ],
        "lessons": [
            (heading, text)
            for heading, text in (
                (_("Ce qui a fait réussir"), page.success_factors),
                (_("Les limites"), page.limits),
            )
            if text
        ],
        "stages": [
            {
                "name": names.get(block.value["stage"], ""),
                "when": block.value["when"],
                "text": block.value["text"],
            }
            for block in page.stages
        ],
        "figures": [
            {
                "label": block.value["label"],
                "value": block.value["value"],
                "source": f"{block.value['year']}, {block.value['source']}",
            }
            for block in page.figures
        ],
    }
