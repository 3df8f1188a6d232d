"""Tools, projects, expertise and studies in words."""

from typing import Any

from django.utils.translation import gettext as _

from core.formats import duration
from territories.models import Contact
from territories.tree import tree

from ..catalogue.rows import Row
from ..models import ExpertisePage, ProjectPage, StudyPage, ToolPage


def _facts(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "text": text} for name, text in pairs if text]


def tool_facts(page: ToolPage) -> list[dict[str, str]]:
    """What to know of a tool before taking it."""
    loan = page.loan_conditions if page.is_physical else ""
    return _facts(
        (_("Format"), page.get_format_display().capitalize()),
        (_("Durée"), duration(page.duration)),
        (_("Pour qui"), page.age),
        (_("Rangé à"), page.kept_at if page.is_physical else ""),
        (_("Prêt"), loan or (_("Objet à emprunter : écrivez-nous.") if page.is_physical else "")),
    )


def _incubation(page: ProjectPage) -> str:
    if page.tag and page.promotion_year:
        return _("{name}, promotion {year}").format(name=page.tag, year=page.promotion_year)
    return page.tag


def project_facts(page: ProjectPage, commune: str) -> list[dict[str, str]]:
    """Who, where and how far."""
    legal = [page.get_family_display(), page.legal_form]
    return _facts(
        (_("Où"), commune),
        (_("Étape"), page.get_stage_display().capitalize()),
        (_("Famille"), ", ".join(part for part in legal if part)),
        (_("Incubateur"), _incubation(page)),
        (_("Avec"), page.partners),
    )


def project_context(page: ProjectPage, row: Row | None) -> dict[str, Any]:
    """Context of `project_page.html`, beyond what every sheet has."""
    stages = page.stages.stream_block.child_blocks["stage"].child_blocks["stage"].field.choices
    commune = row.commune if row and page.commune_id else str(getattr(page.commune, "name", ""))
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


def study_facts(page: StudyPage) -> list[dict[str, str]]:
    """What a figure never goes without: who, when, and of what year."""
    return _facts(
        (_("Éditeur"), page.publisher),
        (_("Données"), page.data_year),
        (_("Publiée en"), str(page.published_year or "")),
    )


def expertise_contacts(page: ExpertisePage) -> list[dict[str, Any]]:
    """Parameters of the component `contact_card` for each published contact."""

    def where(contact: Contact) -> str:
        territory = tree().by_id.get(contact.territory_id)
        return ", ".join(t for t in (territory.site_name if territory else "", contact.note) if t)

    return [
        {
            "name": contact.name,
            "role": contact.get_role_display(),
            "text": where(contact),
            "email": contact.email,
            "phone": contact.phone,
        }
        for contact in page.contacts.filter(is_published=True)
    ]
