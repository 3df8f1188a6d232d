"""The service offer in the admin: strategic axes, local forms, requests for a first welcome."""

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from territories.ownership.forms import OwnedForm, TerritoryPanel
from territories.ownership.views import OwnedSnippetViewSet

from .forms import LocalOfferForm
from .models import LocalOffer, StrategicAxis, WelcomeRequest


class StrategicAxisViewSet(SnippetViewSet):
    model = StrategicAxis
    icon = "list-ol"
    list_display = ["title", Column("number", label="Numéro", sort_key="number")]
    copy_view_enabled = False


class LocalOfferViewSet(OwnedSnippetViewSet):
    model = LocalOffer
    icon = "site"
    list_display = [
        "offer_title",
        Column("territory", label="Territoire", sort_key="territory"),
        BooleanColumn("is_active", label="Proposée"),
        Column("updated_at", label="Modifiée le", sort_key="updated_at"),
    ]
    list_filter = ["territory", "offer", "is_active"]
    search_fields = ["offer__title", "territory__name", "text"]
    edit_handler = ObjectList(
        [
            FieldPanel("offer"),
            TerritoryPanel(),
            FieldPanel("is_active"),
            FieldPanel("contacts", widget=forms.CheckboxSelectMultiple),
            FieldPanel("text"),
            FieldRowPanel([FieldPanel("dates"), FieldPanel("price")]),
        ],
        base_form_class=LocalOfferForm,
    )

    def get_queryset(self, request):
        return LocalOffer.objects.select_related("offer", "territory")


class WelcomeRequestViewSet(OwnedSnippetViewSet):
    """What the person wrote is read, never rewritten: only the follow-up and the pays change."""

    model = WelcomeRequest
    icon = "mail"
    list_display = [
        "created_at",
        Column("territory", label="Territoire", sort_key="territory"),
        Column("commune", label="Commune"),
        Column("get_stage_display", label="Étape"),
        Column("get_status_display", label="Suivi", sort_key="status"),
        Column("delete_on", label="À effacer le", sort_key="delete_on"),
    ]
    list_filter = ["territory", "status", "stage"]
    search_fields = ["email", "message"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("status"), TerritoryPanel()], "Suivi"),
            MultiFieldPanel(
                [
                    FieldPanel("email", read_only=True),
                    FieldPanel("profile", read_only=True),
                    FieldPanel("stage", read_only=True),
                    FieldPanel("commune", read_only=True),
                    FieldPanel("message", read_only=True),
                    FieldPanel("delete_on", read_only=True),
                ],
                "Demande",
            ),
        ],
        base_form_class=OwnedForm,
    )

    def get_queryset(self, request):
        return WelcomeRequest.objects.select_related("territory", "commune")


class OffersGroup(SnippetViewSetGroup):
    items = (StrategicAxisViewSet, LocalOfferViewSet, WelcomeRequestViewSet)
    menu_label = "Offre de services"
    menu_icon = "list-ul"
    menu_order = 240


register_snippet(OffersGroup)
