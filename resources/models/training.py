from datetime import timedelta
from typing import Any

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.formats import duration
from core.search.privacy import exclude_private
from territories.models import SharedPage

from ..blocks import AimStreamBlock, PathStageStreamBlock, RelatedStreamBlock

# A session's list is needed for its attendance sheet and its follow-up, not beyond.
REGISTRATION_KEPT_FOR = timedelta(days=183)
# Sessions told on the path's page.
MOST_SESSIONS = 8
# Registrations that hold a seat (`Registration.Status`).
HOLDING = ("confirmed", "attended")


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
        use_json_field=True,
        help_text="Un texte par étape ; les modules s’y rangent tout seuls.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        use_json_field=True,
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
    subpage_types = ["resources.TrainingModulePage"]
    max_count = 1

    class Meta:
        verbose_name = "parcours administrateur·trices"

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        from ..sessions import session_rows

        context = super().get_context(request, *args, **kwargs)
        modules = list(TrainingModulePage.objects.child_of(self).visible_in(context["territory"]))
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
        use_json_field=True,
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
        use_json_field=True,
        help_text="Comment cela se passe.",
    )
    sheets = StreamField(
        RelatedStreamBlock(),
        verbose_name="fiches utiles",
        blank=True,
        use_json_field=True,
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
    parent_page_types = ["resources.TrainingPathPage"]
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
        sessions = TrainingSession.objects.upcoming().filter(module_id=self.pk).for_lists()
        context["sessions"] = session_rows(sessions, request, on_module=True)
        context["sheets"] = self.related_sheets(request)
        return context


class SessionQuerySet(models.QuerySet):
    def upcoming(self) -> "SessionQuerySet":
        """Sessions not over yet, the next first."""
        return self.filter(end__gte=timezone.now()).order_by("start")

    def for_lists(self) -> "SessionQuerySet":
        """With what a row says: the commune and the seats taken."""
        held = Q(registrations__status__in=HOLDING)
        return self.select_related("commune").annotate(taken=Count("registrations", filter=held))


class TrainingSession(models.Model):
    """A date of a module: where, when, how many seats."""

    # Not a part of the page: an old draft of the module, published, would delete the sessions that
    # territories added since, with their registrations.
    module = models.ForeignKey(
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

    class Meta:
        ordering = ["start"]
        verbose_name = "session"
        verbose_name_plural = "sessions"

    def __str__(self) -> str:
        return f"{self.module.title}, {self.start:%d/%m/%Y}"

    @display(description="module", ordering="module__title")
    def module_title(self) -> str:
        """For lists of the admin, whose first column leads to the row."""
        return self.module.title

    @property
    def seats_left(self) -> int | None:
        """Seats nobody holds yet, None when their number is not said."""
        if self.capacity is None:
            return None
        taken = getattr(self, "taken", None)
        if taken is None:
            taken = self.registrations.filter(status__in=HOLDING).count() if self.pk else 0
        return max(0, self.capacity - taken)

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
        TrainingSession,
        verbose_name="session",
        on_delete=models.CASCADE,
        related_name="registrations",
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
