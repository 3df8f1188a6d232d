from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from territories.models import Contact, TerritorialPage

EDITORIAL_CHILDREN = [
    "home.LandingPage",
    "home.ContentPage",
    "home.FormPage",
    "home.GovernanceIndexPage",
    "home.TimelinePage",
]


class LandingPage(TerritorialPage):
    """A crossroads: a few words, then the pages below as cards."""

    page_description = (
        "L’entrée d’une rubrique : quelques mots, puis toutes les pages qu’elle contient."
    )

    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Quelques mots au-dessus des pages de cette rubrique, qui s’affichent toutes seules.",
    )

    content_panels = [*TerritorialPage.content_panels, FieldPanel("body")]
    search_fields = [*TerritorialPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.LandingPage"]
    subpage_types = EDITORIAL_CHILDREN

    class Meta:
        verbose_name = "page carrefour"
        verbose_name_plural = "pages carrefours"

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = Page.objects.child_of(self).live().public().specific()
        return context


class ContentPage(TerritorialPage):
    """A page of text and blocks, for everything that has no type of its own."""

    page_description = (
        "Du texte, des images, des tableaux : pour tout ce qui n’a pas de page faite exprès."
    )

    class Width(models.TextChoices):
        READING = "reading", "lecture (conseillé)"
        WIDE = "wide", "large"

    width = models.CharField(
        "largeur",
        max_length=8,
        choices=Width,
        default=Width.READING,
        help_text="« Large » convient aux grands tableaux ; le texte se lit mieux étroit.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Le texte de la page, bloc par bloc. Un titre ouvre chaque partie.",
    )
    source = models.CharField(
        "source", max_length=400, blank=True, help_text="D’où viennent les faits de cette page."
    )

    content_panels = [
        *TerritorialPage.content_panels,
        FieldPanel("body"),
        FieldPanel("source"),
    ]
    settings_panels = [*TerritorialPage.settings_panels, FieldPanel("width")]
    search_fields = [*TerritorialPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.LandingPage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    class Meta:
        verbose_name = "page de contenu"
        verbose_name_plural = "pages de contenu"


class ContactPage(TerritorialPage):
    """« Nous écrire »: the team's details from the settings, and the people who agreed to be named."""

    page_description = (
        "Comment vous joindre : vos coordonnées, vos horaires, les contacts qui l’ont accepté."
    )

    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Ce que l’on peut vous écrire, et ce qui se passe ensuite. Coordonnées et horaires viennent des réglages du site.",
    )

    content_panels = [*TerritorialPage.content_panels, FieldPanel("body")]
    search_fields = [*TerritorialPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = "page de contact"
        verbose_name_plural = "pages de contact"

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["contacts"] = (
            Contact.objects.filter(territory=self.territory, is_published=True)
            .select_related("photo")
            .prefetch_related("epcis")
        )
        return context
