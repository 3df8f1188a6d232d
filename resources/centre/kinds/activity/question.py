"""« Quelle animation pour moi ? »: four blanks over the catalogue, which set its filters."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.page_registry import context_for

from ...catalogue.filters import Filters
from ...catalogue.index import Index
from ...catalogue.memory import catalogue
from ...pages.centre import ResourceCentrePage

BLANKS = ("taille", "duree", "lieu", "but")


def _sentence(index: Index, filters: Filters) -> list[dict[str, Any]]:
    """The four blanks, with what is chosen in each."""
    words = {
        "taille": (_("Nous serons"), _("un groupe")),
        "duree": (_("pendant"), _("le temps qu’il faut")),
        "lieu": (_("plutôt"), _("n’importe où")),
        "but": (_("pour"), _("tout voir")),
    }
    return [
        {
            "name": name,
            "before": before,
            "anything": anything,
            "options": [
                (code, label[0].lower() + label[1:], code in filters.values(name)[:1])
                for code, label in index.labels[name].items()
            ],
        }
        for name, (before, anything) in words.items()
    ]


@context_for(ResourceCentrePage)
def activity_question(page: ResourceCentrePage, request: HttpRequest, context) -> dict[str, Any]:
    """After the catalogue's own context, whose filters it reads."""
    filters: Filters = context["filters"]
    return {
        "sentence": _sentence(catalogue(page.locale_id), filters),
        # What its blanks already say: the words around them are always the same.
        "sentence_key": "·".join(
            filters.values(name)[0] if filters.values(name) else "" for name in BLANKS
        ),
    }
