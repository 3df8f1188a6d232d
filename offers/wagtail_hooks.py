"""The service offer in the admin: strategic axes, local forms, requests for a first welcome."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import LocalOffer, StrategicAxis, WelcomeRequest


class ReceivedPolicy(ModelPermissionPolicy):
    """Requests come from visitors: nobody writes one in the admin."""

    def user_has_permission(self, user, action) -> bool:
        return action != "add" and super().user_has_permission(user, action)


class StrategicAxisViewSet(SnippetViewSet):
    model = StrategicAxis
    icon = "list-ol"
    list_display = ["title", Column("number", label="Numéro", sort_key="number")]
    copy_view_enabled = False


class LocalOfferViewSet(SnippetViewSet):
    model = LocalOffer
    icon = "site"
    list_display = [
        Column("offer", label="Offre", sort_key="offer__title"),
        Column("territory", label="Territoire", sort_key="territory"),
        BooleanColumn("is_active", label="Proposée"),
        Column("updated_at", label="Modifiée le", sort_key="updated_at"),
    ]
    list_filter = ["territory", "offer", "is_active"]
    search_fields = ["offer__title", "territory__name", "text"]
    copy_view_enabled = False

    def get_queryset(self, request):
        return LocalOffer.objects.select_related("offer", "territory")


class WelcomeRequestViewSet(SnippetViewSet):
    """What the person wrote is read, never rewritten: only the follow-up and the pays change."""

    model = WelcomeRequest
    icon = "mail"
    list_display = [
        Column("created_at", label="Reçue le", sort_key="created_at"),
        Column("territory", label="Territoire", sort_key="territory"),
        Column("commune", label="Commune"),
        Column("get_stage_display", label="Étape"),
        Column("get_status_display", label="Suivi", sort_key="status"),
        Column("delete_on", label="À effacer le", sort_key="delete_on"),
    ]
    list_filter = ["territory", "status", "stage"]
    search_fields = ["email", "message"]
    copy_view_enabled = False
    panels = [
        FieldRowPanel([FieldPanel("status"), FieldPanel("territory")], "Suivi"),
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
    ]

    def get_queryset(self, request):
        return WelcomeRequest.objects.select_related("territory", "commune")


class OffersGroup(SnippetViewSetGroup):
    items = (StrategicAxisViewSet, LocalOfferViewSet, WelcomeRequestViewSet)
    menu_label = "Offre de services"
    menu_icon = "list-ul"
    menu_order = 240


register_permission_policy(WelcomeRequest, ReceivedPolicy(WelcomeRequest))
register_snippet(OffersGroup)
