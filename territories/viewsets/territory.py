"""Territories: the tree, the names, the associations behind the sites."""

from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic

from ..tree.models import Territory
from .common import ConfidenceColumn, ListingViewSet
from .forms import TerritoryForm

# Hook by which upper apps add what one does with sites: `fn(user, territory or None)` gives buttons.
BUTTONS_HOOK = "register_territory_buttons"


def buttons_for(user, territory: Territory | None = None) -> list:
    """Buttons that upper apps add to the list of territories, or to one of them."""
    return [button for fn in hooks.get_hooks(BUTTONS_HOOK) for button in fn(user, territory)]


class TerritoryIndexView(generic.IndexView):
    @cached_property
    def header_buttons(self):
        return [*super().header_buttons, *buttons_for(self.request.user)]


class TerritoryEditView(generic.EditView):
    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *buttons_for(self.request.user, self.object)]


class TerritoryViewSet(ListingViewSet):
    model = Territory
    index_view_class = TerritoryIndexView
    edit_view_class = TerritoryEditView
    name = "territoires"
    menu_label = "Territoires et sites"
    icon = "site"
    list_per_page = 40
    ordering = ["sort_order", "name"]
    list_display = [
        "site_name",
        "scale",
        Column("parent", label="Rattaché à", accessor=lambda t: t.parent or "—"),
        ConfidenceColumn("parent_confidence", label="Rattachement", sort_key="parent_confidence"),
        Column("organisation", label="Structure porteuse"),
        ConfidenceColumn(
            "organisation_confidence",
            label="Structure",
            confidence=lambda t: t.organisation_confidence if t.organisation else "",
        ),
        BooleanColumn("is_active", label="Actif"),
    ]
    list_filter = ["scale", "parent_confidence", "organisation_confidence", "is_active"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    HelpPanel(
                        content="<p>Le nom d’un territoire qui a un site se change par « Renommer, changer "
                        "d’adresse », dans le menu de cette page : le site, ses équipes et ses textes suivent.</p>"
                    ),
                    FieldPanel("site_name"),
                    FieldRowPanel([FieldPanel("name"), FieldPanel("short_name")]),
                    FieldPanel("name_br"),
                    FieldRowPanel([FieldPanel("code"), FieldPanel("scale")]),
                ],
                "Nom",
            ),
            MultiFieldPanel(
                [
                    HelpPanel(
                        content="<p>Changer le rattachement ne déplace aucune page et ne change aucune "
                        "adresse : listes, carte et droits suivent d’eux-mêmes.</p>"
                    ),
                    FieldPanel("parent"),
                    FieldPanel("parent_confidence"),
                    FieldPanel("note"),
                ],
                "Rattachement",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("organisation"),
                    FieldPanel("organisation_url"),
                    FieldPanel("organisation_confidence"),
                ],
                "Structure porteuse",
            ),
            MultiFieldPanel(
                [
                    FieldPanel("own_accent"),
                    FieldPanel("sort_order"),
                    FieldPanel("is_active"),
                    FieldPanel("succeeded_by"),
                    FieldPanel("reviews_sheets"),
                ],
                "Site",
            ),
        ],
        base_form_class=TerritoryForm,
    )

    def get_listing(self):
        return Territory.objects.select_related("parent")
