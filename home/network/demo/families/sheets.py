"""The sheets of the resource centre: activities, tools, projects, expertises, studies."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from resources.centre.kinds.project.models import EssFamily
from resources.centre.models import (
    ActivityPage,
    Adoption,
    ExpertisePage,
    ProjectPage,
    StudyPage,
    ToolPage,
)

from ..files import Entry, entries
from ..library import Library
from ..markup import html, message, typo
from ..plan import Planned

SECTION = "ressources"
CENTRE = "Centre de ressources, d’après des pages publiques"
PROPOSAL = (
    "Déroulé proposé par le centre de ressources, à relire par les équipes. "
    "Il en va de même de la durée, du coût et des conseils."
)
NOT_READ_YET = "À relire par les équipes du territoire"


def _common(library: Library, entry: Entry, model, fields: dict[str, Any]) -> Planned:
    """What every sheet has; `fields` are those of its kind."""
    fields |= {
        "title": entry.text("titre"),
        "summary": entry.text("resume"),
        "territory": library.territory(entry),
        "authors": entry.text("auteurs", CENTRE),
        "links": library.source_links(entry),
        "review_owner": NOT_READ_YET,
    }
    fields["body"] = [*fields.pop("body", []), *entry.blocks("corps")]
    return Planned(
        where=entry.where,
        model=model,
        site=library.region,
        path=f"{SECTION}/{entry.need('slug')}",
        fields=fields,
        relations=library.terms(entry),
        tags=entry.get("mots", list, []),
        image=library.image(entry),
        documents=library.document_keys(entry),
        related=("related", entry.get("voir", list, [])),
        is_draft=entry.get("brouillon", bool, False),
    )


# --- Activities -------------------------------------------------------------------


def _step(entry: Entry) -> tuple[str, dict[str, Any]]:
    step = {
        "title": entry.text("titre"),
        "minutes": entry.need("minutes", int),
        "instructions": entry.text("texte"),
        "role": entry.text("qui"),
        "handout": entry.text("support"),
    }
    entry.done()
    return "step", step


def _titled(entry: Entry) -> dict[str, str]:
    value = {"title": entry.text("titre"), "text": entry.text("texte")}
    entry.done()
    return value


def _adoption(library: Library, entry: Entry) -> Adoption:
    adoption = Adoption(
        territory=library.territory(entry),
        commune=library.commune(entry),
        date=entry.need("date", date),
        # What a source announced, and none tells, did perhaps not take place.
        state=Adoption.State.PLANNED if entry.get("annoncee", bool) else Adoption.State.DONE,
        audience=entry.text("public"),
        changed=entry.text("change"),
        is_published=True,
    )
    entry.done()
    return adoption


def _activity(library: Library, entry: Entry) -> Planned:
    steps = [_step(step) for step in entry.children("etapes")]
    duration = entry.get("duree", int)
    total = sum(step["minutes"] for _, step in steps)
    if steps and total != duration:
        raise entry.error(f"les étapes font {total} minutes, la durée annoncée est {duration}")
    group_min, group_max = entry.pair("groupe")
    cost_min, cost_max = entry.pair("cout")
    fields: dict[str, Any] = {
        "family": entry.choice("famille", ActivityPage.Family),
        "intention": entry.text("intention"),
        "duration": duration,
        "group_min": group_min,
        "group_max": group_max,
        "preparation": entry.get("preparation", int),
        "cost_min": cost_min,
        "cost_max": cost_max,
        "place_kind": entry.choice("ou", ActivityPage.Place, ActivityPage.Place.INDOOR),
        "place": entry.text("lieu"),
        "material": entry.text("materiel"),
        "roles": entry.text("roles"),
        "steps": steps,
        "advice": [("advice", _titled(advice)) for advice in entry.children("conseils")],
        "evaluation": entry.html("bilan"),
    }
    if entry.get("proposition", bool, False):
        fields["body"] = [message("Une proposition", PROPOSAL)]
    adoptions = [_adoption(library, adoption) for adoption in entry.children("reprises")]

    def record(page: ActivityPage) -> None:
        for adoption in adoptions:
            adoption.activity_id = page.pk
        Adoption.objects.bulk_create(adoptions)

    plan = _common(library, entry, ActivityPage, fields)
    plan.after = record if adoptions else None
    return plan


# --- The other kinds --------------------------------------------------------------


def _tool(library: Library, entry: Entry) -> Planned:
    fields = {
        "purpose": entry.choice("usage", ToolPage.Purpose),
        "format": entry.choice("format", ToolPage.Format),
        "age": entry.text("age"),
        "duration": entry.get("duree", int),
        "how_to_use": entry.html("mode_d_emploi"),
    }
    return _common(library, entry, ToolPage, fields)


def _stage_event(entry: Entry) -> tuple[str, dict[str, str]]:
    turn = {
        "stage": entry.choice("etape", ProjectPage.Stage),
        "when": entry.text("quand"),
        "text": entry.text("texte"),
    }
    entry.done()
    return "stage", turn


def _figure(entry: Entry) -> tuple[str, dict[str, str]]:
    names = {"value": "valeur", "label": "quoi", "year": "annee", "source": "source"}
    figure = {name: typo(entry.need(key)) for name, key in names.items()}
    entry.done()
    return "figure", figure


def _project(library: Library, entry: Entry) -> Planned:
    unknown = entry.text("inconnu")
    fields: dict[str, Any] = {
        "stage": entry.choice("etape", ProjectPage.Stage),
        "stages": [_stage_event(turn) for turn in entry.children("vie")],
        "tag": entry.text("tag"),
        "family": entry.choice("famille", EssFamily),
        "commune": library.commune(entry),
        "need": entry.html("besoin"),
        "genesis": entry.html("naissance"),
        "partners": entry.text("partenaires"),
        "figures": [_figure(figure) for figure in entry.children("chiffres")],
    }
    if unknown:
        fields["body"] = [message("Ce que nous ne savons pas", unknown)]
    return _common(library, entry, ProjectPage, fields)


def _expertise(library: Library, entry: Entry) -> Planned:
    return _common(
        library, entry, ExpertisePage, {"offered": entry.markup(html, entry.need("propose"))}
    )


def _study(library: Library, entry: Entry) -> Planned:
    fields = {
        "publisher": entry.text("editeur"),
        "data_year": entry.text("donnees"),
        "published_year": entry.get("publiee", int),
        "external_url": library.source_url(entry, "adresse"),
    }
    return _common(library, entry, StudyPage, fields)


READERS = {
    "animations": _activity,
    "outils": _tool,
    "projets": _project,
    "expertises": _expertise,
    "etudes": _study,
}


def sheets(library: Library) -> Iterator[Planned]:
    """Every sheet of the resource centre, in the order of the files."""
    for name, reader in READERS.items():
        for entry in entries(name, "fiche", library.folder):
            yield reader(library, entry)
