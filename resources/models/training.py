from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index
from modelcluster.fields import ParentalKey

from core.blocks import BodyStreamBlock
from territories.models import SharedPage
from territories.requests import territory_for_request

from ..blocks import AimStreamBlock, PathStageStreamBlock, RelatedStreamBlock

# A session's list is needed for its attendance sheet and its follow-up, not beyond.
REGISTRATION_KEPT_FOR = timedelta(days=183)


class PathStage(models.TextChoices):
    """The three stages of the administrators' path (seed document 001)."""

    WELCOME = "welcome", "Accueil"
    TRAINING = "training", "Formation"
    EXCHANGE = "exchange", "Espaces d'échanges"


class TrainingPathPage(SharedPage):
    """« Parcours administrateur·trices »: welcome, training, exchange. Lives once, in the region."""

    intro = RichTextField("introduction", blank=True, features=["bold", "italic", "link", "ul"])
    stages = StreamField(
        PathStageStreamBlock(), verbose_name="les trois étapes", blank=True, use_json_field=True
    )
    body = StreamField(BodyStreamBlock(), verbose_name="contenu", blank=True, use_json_field=True)

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
    subpage_types = ["resources.TrainingModulePage"]
    max_count = 1

    class Meta:
        verbose_name = "parcours administrateur·trices"

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        territory = territory_for_request(request) or self.origin
        modules = list(TrainingModulePage.objects.child_of(self).visible_in(territory))
        context["stages"] = [
            {
                "code": stage.value,
                "label": stage.label,
                "text": next(
                    (b.value["text"] for b in self.stages if b.value["title"] == stage.label), ""
                ),
                "modules": [m for m in modules if m.stage == stage.value],
            }
            for stage in PathStage
        ]
        context["sessions"] = list(
            TrainingSession.objects.upcoming()
            .filter(module__in=modules)
            .select_related("module", "territory", "commune")[:8]
        )
        return context


class TrainingModulePage(SharedPage):
    """A module of the path."""

    stage = models.CharField("étape", max_length=12, choices=PathStage, default=PathStage.TRAINING)
    hours = models.DecimalField("heures", max_digits=5, decimal_places=1, null=True, blank=True)
    aims = StreamField(AimStreamBlock(), verbose_name="objectifs", blank=True, use_json_field=True)
    cfga_module = models.CharField(
        "module du CFGA",
        max_length=120,
        blank=True,
        help_text="Certificat de formation à la gestion associative : le module officiel que celui-ci sert.",
    )
    prerequisites = models.CharField("prérequis", max_length=255, blank=True)
    body = StreamField(BodyStreamBlock(), verbose_name="contenu", blank=True, use_json_field=True)
    sheets = StreamField(
        RelatedStreamBlock(), verbose_name="fiches utiles", blank=True, use_json_field=True
    )

    content_panels = [
        *SharedPage.content_panels,
        FieldRowPanel([FieldPanel("stage"), FieldPanel("hours")]),
        FieldPanel("aims"),
        MultiFieldPanel([FieldPanel("cfga_module"), FieldPanel("prerequisites")], "Cadre"),
        FieldPanel("body"),
        FieldPanel("sheets"),
        InlinePanel("sessions", label="session", heading="Sessions"),
    ]
    search_fields = [
        *SharedPage.search_fields,
        index.SearchField("aims"),
        index.SearchField("body"),
        index.FilterField("stage"),
    ]
    parent_page_types = ["resources.TrainingPathPage"]
    subpage_types = []

    class Meta:
        verbose_name = "module de formation"
        verbose_name_plural = "modules de formation"

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["upcoming"] = list(
            TrainingSession.objects.upcoming()
            .filter(module=self)
            .select_related("territory", "commune")
        )
        context["sheets"] = [b.value.specific for b in self.sheets if b.value and b.value.live]
        return context


class SessionQuerySet(models.QuerySet):
    def upcoming(self) -> "SessionQuerySet":
        """Sessions not over yet, the next first."""
        return self.filter(end__gte=timezone.now()).order_by("start")


class TrainingSession(Orderable):
    """A date of a module: where, when, how many seats."""

    module = ParentalKey(
        TrainingModulePage, verbose_name="module", on_delete=models.CASCADE, related_name="sessions"
    )
    start = models.DateTimeField("début")
    end = models.DateTimeField("fin")
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        on_delete=models.PROTECT,
        related_name="training_sessions",
    )
    commune = models.ForeignKey(
        "territories.Commune",
        verbose_name="commune",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    place = models.CharField("lieu", max_length=200, blank=True)
    link = models.URLField("lien de visioconférence", blank=True)
    capacity = models.PositiveSmallIntegerField("places", null=True, blank=True)
    is_sample = models.BooleanField(
        "exemple", default=False, help_text="Dit aux visiteurs que cette date est un exemple."
    )

    objects = SessionQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = "session"
        verbose_name_plural = "sessions"

    def __str__(self) -> str:
        return f"{self.module.title}, {self.start:%d/%m/%Y}"

    def clean(self):
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": "La session finit avant de commencer."})


def registration_purge_date():
    """Date on which a registration made today must be deleted."""
    return timezone.localdate() + REGISTRATION_KEPT_FOR


class Registration(models.Model):
    """A seat asked for, by a signed link and without an account. Purged on `delete_on`."""

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", "confirmée"
        WAITING = "waiting", "en attente"
        CANCELLED = "cancelled", "annulée"
        ATTENDED = "attended", "présence constatée"

    session = models.ForeignKey(
        TrainingSession, verbose_name="session", on_delete=models.CASCADE, related_name="registrations"
    )
    name = models.CharField("nom", max_length=120)
    email = models.EmailField("courriel")
    organisation = models.CharField("structure", max_length=160, blank=True)
    status = models.CharField("état", max_length=12, choices=Status, default=Status.CONFIRMED)
    created_at = models.DateTimeField("demandée le", auto_now_add=True)
    delete_on = models.DateField("à effacer le", default=registration_purge_date, db_index=True)

    class Meta:
        verbose_name = "inscription"
        verbose_name_plural = "inscriptions"
        constraints = [
            models.UniqueConstraint(fields=["session", "email"], name="registration_once")
        ]

    def __str__(self) -> str:
        return f"{self.session} — {self.get_status_display()}"
