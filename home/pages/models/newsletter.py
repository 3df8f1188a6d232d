from typing import Any

from django.db import models


class NewsletterSubscriber(models.Model):
    """An address that asked for a site's letter, and confirmed it. Erased when it leaves."""

    email = models.EmailField("courriel")
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        on_delete=models.CASCADE,
        related_name="subscribers",
    )
    confirmed_at = models.DateTimeField("confirmée le", null=True, blank=True)
    created_at = models.DateTimeField("demandée le", auto_now_add=True)

    class Meta:
        verbose_name = "abonné·e à la lettre"
        verbose_name_plural = "abonné·es à la lettre"
        constraints = [
            models.UniqueConstraint(fields=["email", "territory"], name="subscriber_once")
        ]

    def __str__(self) -> str:
        return f"{self.territory} — {self.pk}"


class NewsletterIssue(models.Model):
    """One letter of a site."""

    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        on_delete=models.CASCADE,
        related_name="letters",
    )
    subject = models.CharField("objet", max_length=120)
    intro = models.TextField("mot d’introduction", blank=True)
    pages: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "wagtailcore.Page", verbose_name="pages", blank=True, related_name="+"
    )
    sent_at = models.DateTimeField("envoyée le", null=True, blank=True)

    class Meta:
        verbose_name = "lettre"
        verbose_name_plural = "lettres"
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
