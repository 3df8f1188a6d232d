from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index

from core.fields import StreamField

from ..blocks import AimStreamBlock


class StrategicAxis(TranslatableMixin, index.Indexed, models.Model):
    """One of the two axes of the common project, and its aims."""

    number = models.PositiveSmallIntegerField("numéro")
    title = models.CharField("titre", max_length=160)
    aims = StreamField(AimStreamBlock(), verbose_name="objectifs", blank=True)
    source = models.CharField("source", max_length=255, blank=True)

    panels = [
        FieldPanel("number"),
        FieldPanel("title"),
        FieldPanel("aims"),
        FieldPanel("source"),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "axe stratégique"
        verbose_name_plural = "axes stratégiques"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["number", "locale"], name="axis_number_per_locale")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
