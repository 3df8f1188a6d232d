from datetime import timedelta

from django.db import models
from django.utils import timezone

from .pages import Stage

# Months are not exact; a little over a year covers a first meeting and its follow-up.
KEPT_FOR = timedelta(days=396)


def purge_date():
    """Date on which a request received today must be deleted."""
    return timezone.localdate() + KEPT_FOR


class WelcomeRequest(models.Model):
    """A person with an idea, sent to the right pays. Personal data: purged on `delete_on`."""

    class Status(models.TextChoices):
        NEW = "new", "à traiter"
        ANSWERED = "answered", "répondu"
        MET = "met", "rendez-vous tenu"
        FORWARDED = "forwarded", "transmis"
        CLOSED = "closed", "clos"

    profile = models.ForeignKey(
        "territories.Audience",
        verbose_name="profil",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    stage = models.CharField("étape", max_length=16, choices=Stage, blank=True)
    commune = models.ForeignKey(
        "territories.Commune",
        verbose_name="commune",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        on_delete=models.PROTECT,
        related_name="welcome_requests",
    )
    message = models.TextField("message", blank=True)
    email = models.EmailField("courriel")
    status = models.CharField("suivi", max_length=12, choices=Status, default=Status.NEW)
    created_at = models.DateTimeField("reçue le", auto_now_add=True)
    delete_on = models.DateField("à effacer le", default=purge_date, db_index=True)

    class Meta:
        verbose_name = "demande de premier accueil"
        verbose_name_plural = "demandes de premier accueil"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.created_at:%d/%m/%Y} — {self.territory}"
