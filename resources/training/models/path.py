from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.formats import duration
from core.search.privacy import exclude_private
from resources.centre.blocks import AimStreamBlock, PathStageStreamBlock, RelatedStreamBlock
from territories.models import SharedPage

# Sessions told on the path's page.
MOST_SESSIONS = 8


def _plain(title: str) -> str:
    """A title whatever its apostrophe and case, to match a stage with its text."""
    return title.replace("’", "'").strip().casefold()


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

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        from ..sessions import session_rows
        from .session import TrainingSession

        context = super().get_context(request, *args, **kwargs)
        modules = list(
            TrainingModulePage.objects.child_of(self).visible_in(
                context["territory"], self.locale_id
            )
        )
        texts = {_plain(block.value["title"]): block.value["text"] for block in self.stages}
        context["stages"] = [
            {
                "code": stage.value,
                "label": stage.label,
                "text": texts.get(_plain(stage.label), ""),
                "modules": [
                    {"page": module, "url": module.get_url(request)}
                    for module in modules
                    if module.stage == stage.value
                ],
            }
            for stage in PathStage
        ]
        by_id = {module.pk: module for module in modules}
        sessions = list(
            TrainingSession.objects.upcoming().filter(module__in=by_id).for_lists()[:MOST_SESSIONS]
        )
        for session in sessions:
            session.module = by_id[session.module_id]
        context["sessions"] = session_rows(sessions, request)
        return context


class TrainingModulePage(SharedPage):
    """A module of the path."""

    page_description = "Un module du parcours : son étape, ses objectifs, ses sessions."

    kind = "training"
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
    subpage_types = []

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

    def related_sheets(self, request) -> list[dict[str, Any]]:
        """The useful sheets that a visitor may read, in the editor's order."""
        wanted = [int(block["value"]) for block in self.sheets.raw_data if block["value"]]
        pages = exclude_private(Page.objects.live().filter(pk__in=wanted))
        # Deferred: what a page keeps in its own table would cost a query each.
        found = {page.pk: page.specific_deferred for page in pages}
        return [
            {
                "title": page.title,
                "url": page.get_url(request),
                "kind": page.kind,
                "kind_label": capfirst(page._meta.verbose_name),
            }
            for pk in wanted
            if (page := found.get(pk))
        ]

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        from ..sessions import session_rows

        context = super().get_context(request, *args, **kwargs)
        sessions = self.sessions.upcoming().for_lists()
        context["sessions"] = session_rows(sessions, request, on_module=True)
        context["sheets"] = self.related_sheets(request)
        return context
