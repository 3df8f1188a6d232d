"""Where else than at home a page is listed."""

from django.conf import settings
from django.db import models


class Diffusion(models.Model):
    """Where else than at home a page is listed. A relation, never a copy (docs/architecture)."""

    class State(models.TextChoices):
        PLANNED = "planned", "à proposer à la publication"
        PROPOSED = "proposed", "proposée"
        ACCEPTED = "accepted", "acceptée"
        HIDDEN = "hidden", "masquée"

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name="page", on_delete=models.CASCADE, related_name="diffusions"
    )
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire qui reçoit",
        on_delete=models.CASCADE,
        related_name="received",
    )
    state = models.CharField("état", max_length=8, choices=State, default=State.PROPOSED)
    pinned = models.BooleanField("épinglée", default=False)
    leaving = models.BooleanField("à retirer à la publication", default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="décidée par",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField("décidée le", null=True, blank=True)
    created_at = models.DateTimeField("proposée le", auto_now_add=True)

    class Meta:
        verbose_name = "diffusion"
        verbose_name_plural = "diffusions"
        constraints = [
            models.UniqueConstraint(fields=["page", "territory"], name="diffusion_once"),
            models.CheckConstraint(
                condition=models.Q(pinned=False) | models.Q(state="accepted"),
                name="diffusion_pinned_is_accepted",
            ),
        ]
        indexes = [models.Index(fields=["territory", "state"])]

    @staticmethod
    def is_told_by(instance: "Diffusion", update_fields=None, **kwargs) -> bool:
        """For a signal: whether it tells more than a wish, which takes effect when the page is published."""
        wish = instance.state == Diffusion.State.PLANNED or update_fields == {"leaving"}
        return not wish

    def __str__(self) -> str:
        return f"{self.page_id} → {self.territory} ({self.get_state_display()})"
