"""EPCIs and communes: official, but for what attaches them to a pays."""

from django import forms
from django.db.models import Count, Q
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from ..geography.folding import fold
from ..geography.models import Commune, Epci
from .common import ConfidenceColumn, ListingViewSet
from .forms import CommuneForm, EpciForm


def commune_search(queryset, text: str):
    """Communes by any of their names or postcodes, as the public finder spells them."""
    folded = fold(text)
    if not folded:
        return queryset.none()
    return queryset.filter(Q(names__folded__contains=folded) | Q(insee=text.strip())).distinct()


class EpciViewSet(ListingViewSet):
    model = Epci
    name = "intercommunalites"
    menu_label = "Intercommunalités"
    icon = "group"
    list_per_page = 80
    list_display = [
        "name",
        Column("pays", label="Pays", accessor=lambda e: e.pays or "aucun : la région répond"),
        ConfidenceColumn("pays_confidence", label="Rattachement", sort_key="pays_confidence"),
        Column("commune_count", label="Communes", sort_key="commune_count"),
        Column("population", label="Population", sort_key="population"),
        BooleanColumn("locally_edited", label="Corrigé ici"),
    ]
    list_filter = ["pays_confidence", "pays", "kind", "locally_edited"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    HelpPanel(
                        content="<p>Choisir le bon pays suffit : le moteur « Trouver mon interlocuteur » "
                        "et la carte suivent aussitôt. Un nouveau fichier officiel ne changera plus ce "
                        "rattachement, tant que « corrigé à la main » reste coché.</p>"
                    ),
                    FieldPanel("pays"),
                    FieldPanel("pays_confidence"),
                    FieldPanel("pays_source"),
                    FieldPanel("locally_edited"),
                ],
                "Pays",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("name", read_only=True),
                    FieldPanel("official_name", read_only=True),
                    FieldPanel("kind", read_only=True),
                    FieldPanel("siren", read_only=True),
                    FieldPanel("population", read_only=True),
                    FieldPanel("population_year", read_only=True),
                    FieldPanel("partial", read_only=True),
                ],
                "Données officielles (INSEE, DGCL)",
            ),
        ],
        base_form_class=EpciForm,
    )

    def get_listing(self):
        return Epci.objects.select_related("pays").annotate(commune_count=Count("communes"))


def _confidence(commune: Commune) -> str:
    """How sure the pays of a commune is: its own, else its EPCI's."""
    if commune.own_pays_id:
        return commune.own_pays_confidence
    return commune.epci.pays_confidence if commune.epci and commune.epci.pays_id else ""


class CommuneIndexView(IndexView):
    def search_queryset(self, queryset):
        return commune_search(queryset, self.search_query) if self.is_searching else queryset


class CommuneViewSet(ListingViewSet):
    model = Commune
    name = "communes"
    icon = "home"
    index_view_class = CommuneIndexView
    list_per_page = 50
    search_fields = ["name"]  # turns the search on; CommuneIndexView does it
    list_display = [
        "name",
        "department",
        Column("postcodes", label="Codes postaux", accessor=lambda c: ", ".join(c.postcodes)),
        Column("epci", label="Intercommunalité", accessor=lambda c: c.epci or "aucune"),
        Column("pays", label="Pays", accessor=lambda c: c.pays or "aucun : la région répond"),
        ConfidenceColumn("own_pays_confidence", label="Rattachement", confidence=_confidence),
    ]
    list_filter = ["department", "epci", "own_pays_confidence", "locally_edited"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("name_br"),
                    FieldPanel("own_pays"),
                    FieldPanel("own_pays_confidence"),
                    FieldPanel("locally_edited"),
                ],
                "Ce qui se corrige ici",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("name", read_only=True),
                    FieldPanel("insee", read_only=True),
                    FieldPanel("postcodes", read_only=True),
                    FieldPanel("department", read_only=True),
                    FieldPanel("epci", read_only=True),
                    FieldPanel("population", read_only=True),
                    FieldPanel("population_year", read_only=True),
                ],
                "Données officielles (INSEE, La Poste)",
            ),
        ],
        base_form_class=CommuneForm,
    )

    def get_listing(self):
        return Commune.objects.select_related("epci__pays", "own_pays")


class CommuneFilterForm(BaseFilterForm):
    """Search of the chooser's modal."""

    q = forms.CharField(label="Commune", required=False)

    def filter(self, objects):
        text = self.cleaned_data.get("q")
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return commune_search(objects, text)


class CommuneChooseMixin:
    filter_form_class = CommuneFilterForm


class CommuneChooseView(CommuneChooseMixin, ChooseView):
    pass


class CommuneChooseResultsView(CommuneChooseMixin, ChooseResultsView):
    pass


class CommuneChooserViewSet(ChooserViewSet):
    model = Commune
    icon = "home"
    choose_view_class = CommuneChooseView
    choose_results_view_class = CommuneChooseResultsView
    choose_one_text = "Choisir une commune"
    choose_another_text = "Choisir une autre commune"
    per_page = 20
