from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.fields import StreamField

from ...blocks import LinkStreamBlock
from ...pages.sheet import ResourcePage
from .blocks import DatedFigureStreamBlock, StageStreamBlock


class EssFamily(models.TextChoices):
    """Families of the social economy (law 2014-856, article 1)."""

    ASSOCIATION = "associations", "Association"
    COOPERATIVE = "cooperatives", "Coopérative"
    MUTUAL = "mutuelles", "Mutuelle"
    FOUNDATION = "fondations", "Fondation"
    COMPANY = "societes-ess", "Société commerciale de l’ESS"


RICH = ["bold", "italic", "link", "ul"]


class ProjectPage(ResourcePage):
    """« Projet capitalisé »: a project told so that others can do it again."""

    page_description = (
        "L’histoire d’un projet, avec ses réussites et ses limites, pour que d’autres le refassent."
    )

    kind = "project"
    kind_label = "Projet capitalisé"

    class Stage(models.TextChoices):
        IDEA = "idea", "idée"
        INCUBATED = "incubated", "incubé"
        LAUNCHED = "launched", "lancé"
        STOPPED = "stopped", "arrêté"

    stage = models.CharField(
        "où il en est",
        max_length=12,
        choices=Stage,
        blank=True,
        help_text="Au dernier moment où vous avez des nouvelles.",
    )
    stages = StreamField(
        StageStreamBlock(),
        verbose_name="étapes de vie",
        blank=True,
        help_text="Ce qui s’est passé, de la plus ancienne à la plus récente, avec sa date.",
    )
    tag = models.CharField(
        "incubateur TAg BZH",
        max_length=80,
        blank=True,
        help_text="L’incubateur qui l’a accompagné : « TAg 35 ». Vide s’il n’y en a pas.",
    )
    promotion_year = models.PositiveSmallIntegerField(
        "promotion", null=True, blank=True, help_text="L’année où il y est entré."
    )
    family = models.CharField(
        "famille de l’ESS",
        max_length=16,
        choices=EssFamily,
        blank=True,
        help_text="Vide si vous ne savez pas.",
    )
    legal_form = models.CharField(
        "forme juridique",
        max_length=80,
        blank=True,
        help_text="« Association loi 1901 », « Scic SA »",
    )
    commune = models.ForeignKey(
        "territories.Commune",
        verbose_name="commune",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Où il se trouve.",
    )
    need = RichTextField(
        "besoin auquel il répond", blank=True, features=RICH, help_text="Ce qui manquait, et à qui."
    )
    genesis = RichTextField(
        "comment il est né",
        blank=True,
        features=RICH,
        help_text="Qui a eu l’idée, quand, et ce qui l’a fait avancer.",
    )
    economic_model = RichTextField(
        "modèle économique",
        blank=True,
        features=RICH,
        help_text="D’où vient l’argent, et comment cela tient.",
    )
    partners = models.CharField(
        "partenaires",
        max_length=400,
        blank=True,
        help_text="Les structures qui l’ont aidé, séparées par des virgules.",
    )
    figures = StreamField(
        DatedFigureStreamBlock(),
        verbose_name="chiffres datés",
        blank=True,
        help_text="Chacun avec son année et sa source ; sans elles, n’écrivez pas de chiffre.",
    )
    success_factors = RichTextField(
        "ce qui a fait réussir",
        blank=True,
        features=RICH,
        help_text="Ce sans quoi cela n’aurait pas marché.",
    )
    limits = RichTextField(
        "les limites",
        blank=True,
        features=RICH,
        help_text="Ce qui a raté ou manqué : c’est ce que les autres cherchent.",
    )
    conditions = RichTextField(
        "pour le refaire",
        blank=True,
        features=RICH,
        help_text="Ce qu’il faut réunir avant de se lancer ailleurs.",
    )
    done_again = StreamField(
        LinkStreamBlock(),
        verbose_name="où il a été refait",
        blank=True,
        help_text="Les lieux qui l’ont refait, avec l’adresse de leur page.",
    )
    holder_agreed_on = models.DateField(
        "accord des porteurs donné le",
        null=True,
        blank=True,
        help_text="Sans accord daté, la fiche ne dit que ce que des pages publiques disent déjà.",
    )

    content_panels = [
        *ResourcePage.head_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("stage"), FieldPanel("family")]),
                FieldRowPanel([FieldPanel("legal_form"), FieldPanel("commune")]),
                FieldRowPanel([FieldPanel("tag"), FieldPanel("promotion_year")]),
                FieldPanel("partners"),
                FieldPanel("holder_agreed_on"),
            ],
            "Le projet",
        ),
        MultiFieldPanel(
            [FieldPanel("need"), FieldPanel("genesis"), FieldPanel("economic_model")],
            "Son histoire",
        ),
        FieldPanel("stages"),
        FieldPanel("figures"),
        MultiFieldPanel(
            [
                FieldPanel("success_factors"),
                FieldPanel("limits"),
                FieldPanel("conditions"),
                FieldPanel("done_again"),
            ],
            "Le refaire",
        ),
        *ResourcePage.foot_panels,
    ]
    search_fields = [
        *ResourcePage.search_fields,
        index.SearchField("need"),
        index.SearchField("genesis"),
        index.SearchField("economic_model"),
        index.SearchField("conditions"),
        index.FilterField("stage"),
        index.FilterField("family"),
    ]

    class Meta:
        verbose_name = "projet capitalisé"
        verbose_name_plural = "projets capitalisés"

    def traits(self) -> list[str]:
        facts = [self.get_family_display(), self.get_stage_display(), self.tag]
        return [fact for fact in facts if fact]
