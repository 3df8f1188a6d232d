from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.formats import duration
from resources.centre.blocks import AimStreamBlock, PathStageStreamBlock, RelatedStreamBlock
from territories.models import SharedPage


class PathStage(models.TextChoices):
    """The three stages of the administrators' path (seed document 001)."""

    WELCOME = "welcome", "Accueil"
    TRAINING = "training", "Formation"
    EXCHANGE = "exchange", "Espaces d’échanges"


class TrainingPathPage(SharedPage):
    """« Parcours administrateur·trices »: welcome, training, exchange. Lives once, in the region."""

    page_description = "Le parcours des administrateur·trices : accueil, formation, échanges."

    intro = RichTextField(
        "introduction",
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text="Pour qui est ce parcours, et ce qu’il apporte.",
    )
    stages = StreamField(
        PathStageStreamBlock(),
        verbose_name="les trois étapes",
        blank=True,
        help_text="Un texte par étape ; les modules s’y rangent tout seuls.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Sous les étapes : d’où vient ce parcours, ce qui reste à décider.",
    )

    content_panels = [
        *SharedPage.content_panels,
        FieldPanel("intro"),
        FieldPanel("stages"),
        FieldPanel("body"),
    ]
    search_fields = [
        *SharedPage.search_fields,
        index.SearchField("intro"),
        index.SearchField("stages"),
        index.SearchField("body"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["training.TrainingModulePage"]
    max_count = 1

    class Meta:
        verbose_name = "parcours administrateur·trices"


class TrainingModulePage(SharedPage):
    """A module of the path."""

    page_description = "Un module du parcours : son étape, ses objectifs, ses sessions."

    # Its striped sign.
    sign = "training"
    kind_label = "Module de formation"

    stage = models.CharField(
        "étape",
        max_length=12,
        choices=PathStage,
        default=PathStage.TRAINING,
        help_text="Sous quelle étape du parcours il se range.",
    )
    hours = models.DecimalField(
        "heures",
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
        help_text="« 1,5 » pour une heure et demie.",
    )
    aims = StreamField(
        AimStreamBlock(),
        verbose_name="objectifs",
        blank=True,
        help_text="Ce que l’on saura faire à la fin, un verbe par ligne.",
    )
    cfga_module = models.CharField(
        "module du CFGA",
        max_length=120,
        blank=True,
        help_text="Certificat de formation à la gestion associative : le module officiel que celui-ci sert.",
    )
    prerequisites = models.CharField(
        "prérequis",
        max_length=255,
        blank=True,
        help_text="« Aucun », ou ce qu’il faut avoir fait ou apporter.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Comment cela se passe.",
    )
    sheets = StreamField(
        RelatedStreamBlock(),
        verbose_name="fiches utiles",
        blank=True,
        help_text="Les fiches du centre de ressources à lire avant ou après.",
    )

    content_panels = [
        *SharedPage.content_panels,
        FieldRowPanel([FieldPanel("stage"), FieldPanel("hours")]),
        FieldPanel("aims"),
        MultiFieldPanel([FieldPanel("cfga_module"), FieldPanel("prerequisites")], "Cadre"),
        FieldPanel("body"),
        FieldPanel("sheets"),
    ]
    search_fields = [
        *SharedPage.search_fields,
        index.SearchField("aims"),
        index.SearchField("body"),
        index.FilterField("stage"),
    ]
    parent_page_types = ["training.TrainingPathPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "module de formation"
        verbose_name_plural = "modules de formation"

    def traits(self) -> list[str]:
        """What a list says of the module, in a few words."""
        return [trait for trait in (self.get_stage_display(), self.hours_text) if trait]

    @property
    def hours_text(self) -> str:
        """« 1 h 30 », empty when unknown."""
        return duration(int(self.hours * 60)) if self.hours else ""
