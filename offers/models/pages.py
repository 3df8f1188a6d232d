from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from territories.models import Audience, SharedPage

from ..blocks import DeliverableStreamBlock, QuestionStreamBlock, StepStreamBlock
from .axis import StrategicAxis


class Stage(models.TextChoices):
    """Where a project or a structure stands (vocabulary.json, `etapes_projet`)."""

    WELCOME = "welcome", "Premier accueil"
    EMERGENCE = "emergence", "Émergence"
    IDEATION = "ideation", "Idéateur"
    INCUBATION = "incubation", "Incubateur"
    CREATION = "creation", "Création"
    CONSOLIDATION = "consolidation", "Consolidation"
    SCALING = "scaling", "Changement d’échelle"


class OfferIndexPage(SharedPage):
    """« Être accompagné·e »: the offers, by audience and by axis. Lives once, in the region."""

    page_description = "Toutes les offres, par public et par axe. Une seule pour toute la Bretagne."

    intro = RichTextField(
        "introduction",
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text="Quelques mots au-dessus des offres.",
    )

    content_panels = [*SharedPage.content_panels, FieldPanel("intro")]
    search_fields = [*SharedPage.search_fields, index.SearchField("intro")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["offers.OfferPage"]
    max_count = 1

    class Meta:
        verbose_name = "offre de services"


class OfferPage(SharedPage):
    """One offer, written once by the region and told to those it is for; a pays adds its local form."""

    page_description = "Un service écrit une fois pour toute la Bretagne ; chaque territoire y ajoute sa forme locale."

    hook = models.CharField(
        "accroche",
        max_length=60,
        blank=True,
        help_text="Comme la personne le dirait : « J’ai une idée ».",
    )
    axis = models.ForeignKey(
        StrategicAxis,
        verbose_name="axe stratégique",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="offers",
        help_text="L’offre se range sous cet axe dans la liste.",
    )
    audiences = ParentalManyToManyField(
        Audience,
        verbose_name="publics",
        blank=True,
        related_name="+",
        help_text="À qui elle s’adresse : la liste se filtre ainsi.",
    )
    stage = models.CharField(
        "étape du projet",
        max_length=16,
        choices=Stage,
        blank=True,
        help_text="À quel moment d’un projet elle sert. Vide si elle sert à tout moment.",
    )
    promise = models.TextField(
        "promesse", blank=True, help_text="Ce que la personne y gagne, en deux phrases."
    )
    steps = StreamField(
        StepStreamBlock(),
        verbose_name="étapes",
        blank=True,
        help_text="Ce qui se passe, dans l’ordre, vu de la personne accompagnée.",
    )
    duration = models.CharField(
        "durée",
        max_length=80,
        blank=True,
        help_text="« Une heure », « deux mois, puis 9 à 18 mois »",
    )
    price = models.CharField("prix", max_length=120, blank=True, help_text="« Gratuit », « 60 € »")
    partners = models.CharField(
        "partenaires",
        max_length=255,
        blank=True,
        help_text="Les structures qui la portent avec vous.",
    )
    deliverables = StreamField(
        DeliverableStreamBlock(),
        verbose_name="ce que vous emportez",
        blank=True,
        help_text="Ce que la personne a en main à la fin.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Les précisions utiles : conditions, exemples, chiffres avec leur source.",
    )
    questions = StreamField(
        QuestionStreamBlock(),
        verbose_name="questions",
        blank=True,
        help_text="Celles que l’on vous pose vraiment, avec une réponse courte.",
    )
    source = models.URLField(
        "source",
        max_length=400,
        blank=True,
        help_text="L’adresse de la page qui décrit cette offre.",
    )

    content_panels = [
        *SharedPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hook"),
                FieldPanel("promise"),
                FieldPanel("audiences"),
                FieldPanel("axis"),
                FieldPanel("stage"),
            ],
            "Pour qui, pour quoi",
        ),
        FieldPanel("steps"),
        MultiFieldPanel(
            [FieldPanel("duration"), FieldPanel("price"), FieldPanel("partners")], "En pratique"
        ),
        FieldPanel("deliverables"),
        FieldPanel("body"),
        FieldPanel("questions"),
        FieldPanel("source"),
    ]
    search_fields = [
        *SharedPage.search_fields,
        index.SearchField("hook", boost=2),
        index.SearchField("promise"),
        index.SearchField("steps"),
        index.SearchField("body"),
        index.SearchField("questions"),
        index.FilterField("stage"),
    ]
    parent_page_types = ["offers.OfferIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "offre"
        verbose_name_plural = "offres"
