from django.contrib.admin import display
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Revision


class LocalOffer(models.Model):
    """The local form of an offer: who to see, when, at what price, a paragraph of one's own."""

    offer = models.ForeignKey(
        "offers.OfferPage",
        verbose_name="offre",
        on_delete=models.CASCADE,
        related_name="local_offers",
    )
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        on_delete=models.CASCADE,
        related_name="local_offers",
    )
    is_active = models.BooleanField("proposée ici", default=True)
    contacts = models.ManyToManyField(
        "territories.Contact", verbose_name="contacts", blank=True, related_name="local_offers"
    )
    text = RichTextField("texte local", blank=True, features=["bold", "italic", "link", "ul"])
    dates = models.CharField(
        "dates", max_length=200, blank=True, help_text="« Le premier mardi du mois, 14 h - 17 h »"
    )
    price = models.CharField("prix ici", max_length=120, blank=True)
    adapted_from = models.ForeignKey(
        Revision,
        verbose_name="adaptée de la version",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    updated_at = models.DateTimeField("modifiée le", auto_now=True)

    class Meta:
        verbose_name = "offre locale"
        verbose_name_plural = "offres locales"
        constraints = [
            models.UniqueConstraint(fields=["offer", "territory"], name="local_offer_once")
        ]

    def __str__(self) -> str:
        return f"{self.offer.title} — {self.territory}"

    @display(description="offre", ordering="offer__title")
    def offer_title(self) -> str:
        """For lists of the admin, whose first column leads to the row."""
        return self.offer.title

    def save(self, *args, **kwargs):
        # What the local text was written against, so that a later change can be told and shown.
        if self.adapted_from_id is None:
            self.adapted_from_id = self.offer.live_revision_id
        super().save(*args, **kwargs)
