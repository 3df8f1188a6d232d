from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from resources.centre.models import ResourcePage


class RecipePage(ResourcePage):
    """A recipe for a shared meal."""

    page_description = "Une recette pour un repas partagé."
    kind = "recipe"
    kind_label = "Recette"

    duration = models.PositiveSmallIntegerField("durée (minutes)", null=True, blank=True)
    season = models.CharField("saison", max_length=8, blank=True)
    method = models.TextField("méthode", blank=True)

    content_panels = [
        *ResourcePage.head_panels,
        FieldPanel("duration"),
        FieldPanel("season"),
        FieldPanel("method"),
        *ResourcePage.foot_panels,
    ]
    search_fields = [*ResourcePage.search_fields, index.SearchField("method")]

    class Meta:
        verbose_name = "recette"
        verbose_name_plural = "recettes"

    def traits(self) -> list[str]:
        return [f"{self.duration} minutes"] if self.duration else []


class Tasting(models.Model):
    """Somebody cooked it: counts in the catalogue."""

    recipe = models.ForeignKey(RecipePage, on_delete=models.CASCADE, related_name="tastings")

    def __str__(self) -> str:
        return f"{self.recipe}"
