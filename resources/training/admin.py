"""Sessions of a territory, and who registered. Personal data: the territory's communication alone."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from territories.ownership.forms import OwnedForm, TerritoryPanel
from territories.ownership.views import OwnedSnippetViewSet, OwnFilterSet

from .models import Registration, TrainingSession


class SessionForm(OwnedForm):
    """A date of a module, held by a territory."""

    which_territory = "Choisissez le territoire qui organise la session."


def _seats(session: Any) -> str:
    """`session`: with `taken`, as the list annotates it."""
    return f"{session.taken} / {session.capacity}" if session.capacity else str(session.taken)


class TrainingSessionViewSet(OwnedSnippetViewSet):
    model = TrainingSession
    icon = "date"
    list_display = [
        "module_title",
        Column("start", label="Début", sort_key="start"),
        Column("territory", label="Territoire", sort_key="territory"),
        Column("place", label="Lieu"),
        Column("taken", label="Inscriptions", accessor=_seats),
        BooleanColumn("is_sample", label="Exemple"),
    ]
    list_filter = ["territory"]
    list_per_page = 50
    search_fields = ["module__title", "place", "territory__name"]
    ordering = ["-start"]
    edit_handler = ObjectList(
        [
            FieldPanel("module"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("start"), FieldPanel("end")]), FieldPanel("capacity")],
                "Quand, pour combien",
            ),
            MultiFieldPanel(
                [
                    TerritoryPanel(),
                    FieldPanel("commune"),
                    FieldPanel("place"),
                    FieldPanel(
                        "link",
                        help_text="Donné aux personnes inscrites, jamais sur la page publique.",
                    ),
                ],
                "Où",
            ),
            FieldPanel("is_sample"),
        ],
        base_form_class=SessionForm,
    )

    def get_queryset(self, request) -> QuerySet[TrainingSession]:
        return TrainingSession.objects.for_lists().select_related("module", "territory")


class RegistrationFilterSet(OwnFilterSet):
    """By session; a session is named after its module, read with it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        session = self.filters["session"]
        session.queryset = session.queryset.select_related("module")

    class Meta:
        model = Registration
        fields = ["session", "status"]


class RegistrationViewSet(OwnedSnippetViewSet):
    """What the person wrote is read; only the state of her seat changes."""

    model = Registration
    icon = "clipboard-list"
    list_display = [
        "name",
        Column("session", label="Session", sort_key="session__start"),
        Column("organisation", label="Structure"),
        Column("email", label="Courriel"),
        Column("get_status_display", label="État", sort_key="status"),
        Column("created_at", label="Demandée le", sort_key="created_at"),
        Column("delete_on", label="À effacer le", sort_key="delete_on"),
    ]
    filterset_class = RegistrationFilterSet
    list_per_page = 50
    search_fields = ["name", "email", "organisation"]
    list_export = ["session", "name", "organisation", "email", "get_status_display", "created_at"]
    export_headings = {"session": "Session", "get_status_display": "État"}
    export_filename = "inscriptions"
    panels = [
        FieldPanel("status"),
        MultiFieldPanel(
            [
                FieldPanel("session", read_only=True),
                FieldPanel("name", read_only=True),
                FieldPanel("email", read_only=True),
                FieldPanel("organisation", read_only=True),
                FieldPanel("delete_on", read_only=True),
            ],
            "Demande",
        ),
    ]

    def get_queryset(self, request) -> QuerySet[Registration]:
        return Registration.objects.select_related("session__module")


class TrainingGroup(SnippetViewSetGroup):
    items = (TrainingSessionViewSet, RegistrationViewSet)
    menu_label = "Formations"
    menu_icon = "date"
    menu_order = 255


def register() -> None:
    """Called once, by `resources/wagtail_hooks.py`."""
    register_snippet(TrainingGroup)
