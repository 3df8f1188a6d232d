from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Site
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.page_forms import BasePageForm
from core.upstream import remember_parent
from territories.models import SharedSectionPage, TerritorialPage

from ..bands import BandStreamBlock, standard_order


class HomePageForm(BasePageForm):
    """A home that was never ordered shows the standard order, ready to be changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "bands" in self.fields and not self.instance.bands:
            territory = self.instance.territory
            order = standard_order(territory.scale if territory else "")
            self.initial["bands"] = self.fields["bands"].block.to_python(order)


class HomePage(TerritorialPage):
    """Root of a site: the first page of the region, a groupement or a pays."""

    page_description = "La première page d’un site."

    hero_title = models.CharField(
        "accroche", max_length=120, blank=True, help_text="« Ici, on entreprend ensemble. »"
    )
    hero_text = models.CharField(
        "sous l’accroche",
        max_length=300,
        blank=True,
        help_text="Une ou deux phrases : ce que l’on trouve ici, et par où commencer.",
    )
    statement = RichTextField(
        "qui nous sommes",
        blank=True,
        features=["bold", "italic", "link"],
        help_text="Une ou deux phrases, en grand.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu libre",
        blank=True,
        help_text="Facultatif : une bande à vous, parmi les autres.",
    )
    bands = StreamField(
        BandStreamBlock(),
        verbose_name="ordre des bandes",
        blank=True,
        help_text="De haut en bas : les flèches déplacent une bande. Dépliez-la pour la cacher ; une "
        "bande absente de cette liste se met à la fin.",
    )

    content_panels = [
        *TerritorialPage.content_panels,
        MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_text")], "En tête"),
        FieldPanel("statement"),
        FieldPanel("body"),
        FieldPanel("bands"),
    ]
    base_form_class = HomePageForm
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
        "news.NewsIndexPage",
        "agenda.EventIndexPage",
        "home.FormPage",
        "home.GovernanceIndexPage",
        "home.TimelinePage",
        "territories.SharedSectionPage",
        "offers.OfferIndexPage",
        "resources.ResourceCentrePage",
        "observatory.ObservatoryPage",
        "training.TrainingPathPage",
    ]

    class Meta:
        verbose_name = "accueil d’un site"
        verbose_name_plural = "accueils des sites"

    def route(self, request, path_components):
        site = Site.find_for_request(request)
        if path_components and site and site.root_page_id == self.pk:
            slug, *rest = path_components
            if section := SharedSectionPage.mounted_at(site, slug):
                remember_parent(section, self)  # as Wagtail does: nobody looks it up again
                return section.route(request, rest)
        return super().route(request, path_components)
