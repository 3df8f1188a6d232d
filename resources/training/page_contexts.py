"""What the path and its modules show (`core.page_registry`)."""

from typing import Any

from django.utils.text import capfirst
from wagtail.models import Page

from core.page_registry import context_for
from core.search.privacy import exclude_private

from .models import PathStage, TrainingModulePage, TrainingPathPage, TrainingSession
from .sessions import session_rows

# Sessions told on the path's page.
MOST_SESSIONS = 8


def _plain(title: str) -> str:
    """A title whatever its apostrophe and case, to match a stage with its text."""
    return title.replace("’", "'").strip().casefold()


@context_for(TrainingPathPage)
def training_path(page: TrainingPathPage, request, context) -> dict[str, Any]:
    """The three stages with their text and modules, and the next sessions."""
    modules = list(
        TrainingModulePage.objects.child_of(page).visible_in(context["territory"], page.locale_id)
    )
    texts = {_plain(block.value["title"]): block.value["text"] for block in page.stages}
    stages = [
        {
            "code": stage.value,
            "label": stage.label,
            "text": texts.get(_plain(stage.label), ""),
            "modules": [
                {"page": module, "url": module.get_url(request)}
                for module in modules
                if module.stage == stage.value
            ],
        }
        for stage in PathStage
    ]
    by_id = {module.pk: module for module in modules}
    sessions = list(
        TrainingSession.objects.upcoming().filter(module__in=by_id).for_lists()[:MOST_SESSIONS]
    )
    for session in sessions:
        session.module = by_id[session.module_id]
    return {"stages": stages, "sessions": session_rows(sessions, request)}


@context_for(TrainingModulePage)
def training_module(page: TrainingModulePage, request, context) -> dict[str, Any]:
    """Its next sessions, and the sheets to read before or after."""
    sessions = page.sessions.upcoming().for_lists()
    return {
        "sessions": session_rows(sessions, request, on_module=True),
        "sheets": related_sheets(page, request),
    }


def related_sheets(module: TrainingModulePage, request) -> list[dict[str, Any]]:
    """The useful sheets that a visitor may read, in the editor's order."""
    wanted = [int(block["value"]) for block in module.sheets.raw_data if block["value"]]
    pages = exclude_private(Page.objects.live().filter(pk__in=wanted))
    # Deferred: what a page keeps in its own table would cost a query each.
    found = {page.pk: page.specific_deferred for page in pages}
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "kind": page.sign,
            "kind_label": capfirst(page._meta.verbose_name),
        }
        for pk in wanted
        if (page := found.get(pk))
    ]
