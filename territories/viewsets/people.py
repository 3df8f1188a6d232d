"""Contacts, and the vocabularies of themes and audiences."""

from django import forms
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet

from ..contacts.models import Contact
from ..ownership.forms import OwnedForm, TerritoryPanel
from ..ownership.views import OwnedViewSetMixin
from ..vocabulary.models import Audience, Theme
from .common import ListingViewSet


class ContactViewSet(OwnedViewSetMixin, ListingViewSet):
    model = Contact
    name = "contacts"
    icon = "user"
    list_display = [
        "name",
        "role",
        Column("territory", label="Territoire", sort_key="territory"),
        Column("email", label="Courriel"),
        BooleanColumn("is_published", label="Publié"),
    ]
    list_filter = ["territory", "role", "is_published"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("role"), FieldPanel("note"), FieldPanel("photo")],
                "Qui",
            ),
            MultiFieldPanel([FieldPanel("email"), FieldPanel("phone")], "Comment joindre"),
            MultiFieldPanel(
                [
                    TerritoryPanel(),
                    FieldPanel("epcis", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                ],
                "Pour quoi",
            ),
            MultiFieldPanel(
                [FieldPanel("is_published"), FieldPanel("consent_date")], "Publication"
            ),
        ],
        base_form_class=OwnedForm,
    )

    def get_listing(self):
        return Contact.objects.select_related("territory")


class TermViewSet(SnippetViewSet):
    """A vocabulary: the same words for every territory."""

    list_display = ["label", "code", Column("sort_order", label="Ordre", sort_key="sort_order")]
    copy_view_enabled = False
    panels = [
        FieldPanel("label"),
        FieldPanel("code"),
        FieldPanel("definition"),
        FieldPanel("synonyms"),
        FieldPanel("sort_order"),
    ]


class ThemeViewSet(TermViewSet):
    model = Theme
    icon = "tag"
    menu_label = "Thèmes"


class AudienceViewSet(TermViewSet):
    model = Audience
    icon = "group"
    menu_label = "Publics"
