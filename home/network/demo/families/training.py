"""The administrators' path: its page, its modules and sample sessions."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from resources.training.models import (
    PathStage,
    TrainingModulePage,
    TrainingPathPage,
    TrainingSession,
)

from ..dates import moment
from ..files import Entry, entries, one
from ..library import Library
from ..markup import message
from ..plan import Planned

SECTION = "parcours-administrateurs"
PROPOSAL = "Module proposé par le centre de ressources, à relire par les équipes."


def _session(library: Library, entry: Entry, today: date) -> TrainingSession:
    start = moment(entry, today)
    session = TrainingSession(
        start=start,
        end=start + timedelta(minutes=entry.need("minutes", int)),
        territory=library.territory(entry),
        commune=library.commune(entry),
        place=entry.text("lieu"),
        capacity=entry.get("places", int),
        is_sample=True,
    )
    entry.done()
    return session


def _record(sessions: list[TrainingSession], module: TrainingModulePage) -> None:
    for session in sessions:
        session.module_id = module.pk
    TrainingSession.objects.bulk_create(sessions)


def training(library: Library, today: date) -> Iterator[Planned]:
    """The path's own page, then its modules."""
    page = one("parcours", "page", library.folder)
    yield Planned(
        where=page.where,
        model=TrainingPathPage,
        site=library.region,
        path=SECTION,
        fields={
            "intro": page.html("intro"),
            "stages": [_stage(stage) for stage in page.children("etapes")],
            "body": page.blocks("corps"),
        },
        fills=True,
    )
    for entry in entries("parcours", "module", library.folder):
        body = [message("Une proposition", PROPOSAL)] if entry.get("proposition", bool) else []
        source = library.source_html(entry)
        sessions = [_session(library, s, today) for s in entry.children("sessions")]
        hours = entry.get("heures", (int, float))
        yield Planned(
            where=entry.where,
            model=TrainingModulePage,
            site=library.region,
            path=f"{SECTION}/{entry.need('slug')}",
            fields={
                "title": entry.text("titre"),
                "summary": entry.text("resume"),
                "territory": library.territory(entry),
                "stage": entry.choice("etape", PathStage),
                "hours": Decimal(str(hours)) if hours else None,
                "aims": [("aim", aim) for aim in entry.get("objectifs", list, [])],
                "prerequisites": entry.text("prerequis"),
                "body": [*body, *entry.blocks("corps"), *([("text", source)] if source else [])],
            },
            related=("sheets", entry.get("voir", list, [])),
            after=partial(_record, sessions) if sessions else None,
        )


def _stage(entry: Entry) -> tuple[str, dict[str, str]]:
    # The page finds the words of a stage by its label.
    label = PathStage(entry.choice("etape", PathStage)).label
    stage = {"title": label, "text": entry.text("texte")}
    entry.done()
    return "stage", stage
