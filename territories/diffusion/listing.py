"""« Reçues »: the list of what a site received, its filters and its columns."""

from typing import Any

import django_filters
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.models import Page

from ..tree import tree
from .models import Diffusion
from .pages import DiffusablePage

State = Diffusion.State
PINNED, EVERYWHERE = "pinned", "everywhere"
STATES = [
    (State.PROPOSED, "à décider"),
    (State.ACCEPTED, "acceptée"),
    (PINNED, "épinglée"),
    (State.HIDDEN, "masquée"),
    (EVERYWHERE, "toute la Bretagne"),
]


def state_of(page: Page) -> str:
    """What a team decided about a page of `received_pages`, as a value of `STATES`."""
    return PINNED if page.pinned else page.state or EVERYWHERE


def _kinds() -> list[tuple[str, str]]:
    return [
        (model._meta.model_name, capfirst(model._meta.verbose_name))
        for model in DiffusablePage.__subclasses__()
    ]


def _origins() -> list[tuple[str, str]]:
    return [(t.code, t.site_name) for t in tree().by_id.values() if t.site_id]


class ReceivedFilterSet(WagtailFilterSet):
    """By what was decided, by who proposes, by kind."""

    etat = django_filters.MultipleChoiceFilter(
        label="État",
        choices=[(value, capfirst(label)) for value, label in STATES],
        method="of_state",
        widget=forms.CheckboxSelectMultiple,
    )
    origine = django_filters.ChoiceFilter(
        label="Origine", choices=_origins, method="of_origin", empty_label="Toutes"
    )
    genre = django_filters.ChoiceFilter(
        label="Genre", choices=_kinds, method="of_kind", empty_label="Tous"
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def of_state(self, pages, name, values):
        found = pages.none()
        for value in values:
            if value == PINNED:
                found = found | pages.filter(pinned=True)
            elif value == EVERYWHERE:
                found = found | pages.filter(state=None)
            else:
                found = found | pages.filter(state=value).exclude(pinned=True)
        return found

    def of_origin(self, pages, name, code):
        return pages.filter(origin_id=tree().by_code[code].pk)

    def of_kind(self, pages, name, model_name):
        models = {model._meta.model_name: model for model in DiffusablePage.__subclasses__()}
        kind = ContentType.objects.get_for_model(models[model_name])
        return pages.filter(content_type=kind)


class ChoiceColumn(Column):
    """A check box a row; another, in the heading, for them all."""

    header_template_name = "territories/admin/received_all.html"
    cell_template_name = "territories/admin/received_choice.html"

    def get_value(self, instance) -> str:
        return ""  # the box says it


class PageColumn(Column):
    """The title, leading to the page on the site that wrote it."""

    cell_template_name = "territories/admin/received_title.html"

    def get_value(self, instance) -> str:
        return instance.title

    def get_cell_context_data(self, instance, parent_context) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"url": instance.full_url}


class StateColumn(Column):
    """What was decided, and when: words, with a sign for what is to do."""

    cell_template_name = "territories/admin/received_state.html"

    def get_value(self, instance) -> str:
        return dict(STATES)[state_of(instance)]

    def get_cell_context_data(self, instance, parent_context) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return context | {
            "to_do": state_of(instance) == State.PROPOSED,
            "pinned": instance.pinned,
            "day": instance.decided_at,
        }


def _event_day(page) -> str:
    start = getattr(page, "start", None)
    return date_format(timezone.localtime(start), "d/m/Y") if start else ""


COLUMNS = [
    ChoiceColumn("page", label="Choisir", width="48px"),
    StateColumn("state", label="État", sort_key="state", width="130"),
    PageColumn("title", label="Titre", sort_key="title", width="30%"),
    Column("origin", label="Origine", accessor=lambda page: page.origin.site_name),
    Column("kind", label="Genre", accessor=lambda page: capfirst(page._meta.verbose_name)),
    Column("day", label="Date de l’événement", accessor=_event_day),
    DateColumn("proposed_at", label="Proposée", sort_key="proposed_at"),
]
