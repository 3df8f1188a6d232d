from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from core.blocks import BodyStreamBlock
from territories.models import TerritorialPage


class HomePage(TerritorialPage):
    """Root of a site: the first page of the region, a groupement or a pays."""

    hero_title = models.CharField(
        "accroche", max_length=120, blank=True, help_text="« Ici, on entreprend ensemble. »"
    )
    hero_text = models.CharField("sous l'accroche", max_length=300, blank=True)
    statement = RichTextField(
        "qui nous sommes",
        blank=True,
        features=["bold", "italic", "link"],
        help_text="Une ou deux phrases, en grand.",
    )
    body = StreamField(
        BodyStreamBlock(), verbose_name="contenu libre", blank=True, use_json_field=True
    )

    content_panels = [
        *TerritorialPage.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_text")], "En tête"),
        FieldPanel("statement"),
        FieldPanel("body"),
    ]
    search_fields = [
        *TerritorialPage.search_fields,
        index.SearchField("hero_title"),
        index.SearchField("statement"),
        index.SearchField("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.LandingPage",
        "home.ContentPage",
        "home.ContactPage",
        "home.NewsIndexPage",
        "home.EventIndexPage",
        "home.FormPage",
        "home.GovernanceIndexPage",
        "home.TimelinePage",
        "territories.SharedSectionPage",
        "offers.OfferIndexPage",
        "resources.ResourceCentrePage",
        "resources.ObservatoryPage",
        "resources.TrainingPathPage",
    ]

    class Meta:
        verbose_name = "accueil d'un site"
        verbose_name_plural = "accueils des sites"

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        from ..home_context import home_context

        context = super().get_context(request, *args, **kwargs)
        return context | home_context(context["territory"], request)
