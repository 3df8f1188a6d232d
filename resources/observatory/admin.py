"""Indicators and figures in the admin. The region keeps them."""

from django.db.models import QuerySet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Figure, Indicator
from .wording import value_text


class IndicatorViewSet(SnippetViewSet):
    model = Indicator
    icon = "order"
    list_display = [
        "name",
        Column("unit", label="Unité"),
        Column("headline", label="Rang", sort_key="headline"),
        Column("code", label="Code", sort_key="code"),
    ]
    list_filter = ["headline"]
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("code"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("unit"), FieldPanel("decimals")]),
                FieldPanel("caption"),
            ],
            "Écriture de la valeur",
        ),
        MultiFieldPanel(
            [FieldPanel("definition"), FieldPanel("method"), FieldPanel("producer")],
            "Ce que l’on mesure",
            help_text="Si la source ne dit pas ce qu’elle compte, écrivez-le : « définition de la source non précisée ».",
        ),
        FieldRowPanel([FieldPanel("headline"), FieldPanel("sort_order")], "Place sur la page"),
    ]


class FigureViewSet(SnippetViewSet):
    model = Figure
    icon = "table"
    list_display = [
        "indicator",
        Column("place", label="Lieu", sort_key="territory"),
        Column("breakdown", label="Famille ou secteur"),
        Column(value_text, label="Valeur"),
        Column("when", label="Année", sort_key="year"),
        Column("producer", label="Producteur"),
        Column("get_status_display", label="Statut"),
    ]
    list_filter = ["territory", "indicator", "status", "confidence"]
    search_fields = ["producer", "place_name", "indicator__name", "territory__name", "note"]
    copy_view_enabled = True
    panels = [
        FieldPanel("indicator"),
        MultiFieldPanel(
            [
                FieldPanel("territory"),
                FieldRowPanel(
                    [FieldPanel("place_kind"), FieldPanel("place_code"), FieldPanel("place_name")]
                ),
                FieldPanel("breakdown"),
            ],
            "De quoi et d’où",
            help_text="Un territoire du réseau, ou un autre lieu gardé pour comparer.",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("status"), FieldPanel("value")]),
                FieldRowPanel(
                    [FieldPanel("year"), FieldPanel("period"), FieldPanel("published_year")]
                ),
            ],
            "Valeur et année",
            help_text="Couverte par le secret statistique, une valeur ne s’écrit pas : laissez vide, jamais zéro.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("producer"),
                FieldPanel("source_url"),
                FieldPanel("confidence"),
                FieldPanel("note"),
            ],
            "Source",
        ),
    ]

    def get_queryset(self, request) -> QuerySet[Figure]:
        return Figure.objects.select_related("indicator", "territory")


class ObservatoryGroup(SnippetViewSetGroup):
    items = (FigureViewSet, IndicatorViewSet)
    menu_label = "Observatoire"
    menu_icon = "order"
    menu_order = 260


def register() -> None:
    """Called once, by `resources/wagtail_hooks.py`."""
    register_snippet(ObservatoryGroup)
