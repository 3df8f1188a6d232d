"""Adoptions in the admin: read again, then published under the activity."""

from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet

from territories.ownership.forms import TerritoryPanel
from territories.ownership.views import OwnedSnippetViewSet

from .forms import AdoptionForm
from .models import Adoption


class AdoptionViewSet(OwnedSnippetViewSet):
    model = Adoption
    icon = "rotate"
    menu_label = "Reprises"
    menu_order = 250
    add_to_admin_menu = True
    list_display = [
        "activity_title",
        Column("territory", label="Territoire", sort_key="territory"),
        Column("date", label="Date", sort_key="date"),
        Column("get_state_display", label="État", sort_key="state"),
        BooleanColumn("is_published", label="Publiée"),
    ]
    list_filter = ["territory", "state", "is_published"]
    list_per_page = 50
    search_fields = ["activity__title", "audience", "changed", "worked"]
    edit_handler = ObjectList(
        [
            FieldPanel("activity"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("state"), FieldPanel("date")]),
                    FieldRowPanel([TerritoryPanel(), FieldPanel("commune")]),
                    FieldRowPanel([FieldPanel("audience"), FieldPanel("people")]),
                ],
                "Où, quand, avec qui",
            ),
            MultiFieldPanel(
                [FieldPanel("changed"), FieldPanel("worked")],
                "Ce que les autres peuvent en apprendre",
                help_text="Une ou deux phrases suffisent. Aucun nom de personne.",
            ),
            FieldPanel("is_published"),
        ],
        base_form_class=AdoptionForm,
    )

    def get_queryset(self, request) -> QuerySet[Adoption]:
        return Adoption.objects.select_related("activity", "territory")


register_snippet(AdoptionViewSet)
