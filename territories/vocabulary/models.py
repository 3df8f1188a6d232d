"""Themes and audiences."""

from django.db import models
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Term(TranslatableMixin, index.Indexed, models.Model):
    """A word of a controlled vocabulary: the same for every territory, kept by the region."""

    code = models.SlugField("code", max_length=60)
    label = models.CharField("libellé", max_length=120)
    definition = models.TextField("définition", blank=True)
    synonyms = models.JSONField(
        "synonymes", default=list, blank=True, help_text="Ce que les gens tapent pour dire cela."
    )
    sort_order = models.PositiveSmallIntegerField("ordre", default=0)

    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.SearchField("definition"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["sort_order", "label"]

    def __str__(self) -> str:
        return self.label


class Theme(Term):
    """What a sheet, an expertise or a contact is about: food, mobility, housing..."""

    class Meta(Term.Meta):
        verbose_name = "thème"
        verbose_name_plural = "thèmes"
        constraints = [
            models.UniqueConstraint(fields=["code", "locale"], name="theme_code_per_locale")
        ]


class Audience(Term):
    """Those something is for: project holders, structures, schools, local authorities..."""

    class Meta(Term.Meta):
        verbose_name = "public"
        verbose_name_plural = "publics"
        constraints = [
            models.UniqueConstraint(fields=["code", "locale"], name="audience_code_per_locale")
        ]
