from datetime import timedelta

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from .path import TrainingModulePage

# A session's list is needed for its attendance sheet and its follow-up, not beyond.
REGISTRATION_KEPT_FOR = timedelta(days=183)
# Registrations that hold a seat (`Registration.Status`).
HOLDING = ("confirmed", "attended")


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
