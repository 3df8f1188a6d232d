"""The content of the demonstration, from `content/*.toml` to published pages.

    from home.network.demo.loader import load_content
    load_content()

Territories, vocabularies and sites must exist (`load_territories`, then `create_site` for each).
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from .documents import check_documents
from .errors import ContentError
from .families import agenda, editorial, offers, sheets, training
from .files import CONTENT
from .library import Library
from .plan import Planned
from .writer import Writer

__all__ = ["ContentError", "Loaded", "load_content"]


@dataclass
class Loaded:
    """What a load has done."""

    written: int
    planned: int


def _plans(library: Library) -> list[Planned]:
    """Everything the files ask for. Parents come before their children."""
    today = timezone.localdate()
    return [
        *editorial.territories(library),
        *editorial.standard_pages(library),
        *editorial.pages(library),
        *editorial.governance(library),
        *editorial.forms(library),
        *sheets.sheets(library),
        *training.training(library, today),
        *offers.offer_pages(library),
        *agenda.events(library, today),
        *agenda.news(library, today),
    ]


def _check(library: Library, plans: list[Planned]) -> list[offers.Local]:
    """Refuse what would fail half-way: an address used twice, a sheet that does not exist."""
    check_documents(library)
    seen: set[tuple[str, str]] = set()
    for plan in plans:
        key = (plan.site.code, plan.path)
        if key in seen:
            raise ContentError(plan.where, f"l’adresse « {plan.path} » sert déjà sur ce site")
        seen.add(key)
    known = {plan.slug for plan in plans if plan.path.startswith(("ressources/", "parcours-"))}
    for plan in plans:
        for slug in [*plan.related[1], *filter(None, [plan.activity])]:
            if slug not in known:
                raise ContentError(plan.where, f"aucune fiche « {slug} »")
    return list(offers.local_offers(library))


def load_content(log: Callable[[str], None] = print, folder: Path = CONTENT) -> Loaded:
    """Write the demonstration's content that is missing; run twice, it changes nothing.

    Every file is read and checked first. Then all is written in one transaction: whatever the
    error, the database stays as it was.

    :param log: called with one line of French once the work is done.
    :param folder: where the TOML files are.
    :raises ContentError: a file, a territory, a commune or a code is wrong; its message names the
        file and the entry.
    """
    library = Library(folder)
    with transaction.atomic():
        # Offers point to the axes: these come first, within the same transaction.
        offers.load_axes(library)
        plans = _plans(library)
        local_forms = _check(library, plans)
        agenda.load_campaign(library, timezone.localdate())
        written = Writer(library).write(plans)
        offers.load_local_offers(library, local_forms)
    log(
        f"Contenus : {written} pages écrites, {len(plans) - written} déjà là."
        if written
        else "Contenus : tout est déjà là."
    )
    return Loaded(written=written, planned=len(plans))
