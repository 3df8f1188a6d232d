"""Official geography, and what we add to it (decision 0023)."""

from django.db import models
from wagtail.search import index

from ..tree.models import Confidence
from .folding import fold


class Epci(index.Indexed, models.Model):
    """A grouping of communes (établissement public de coopération intercommunale).

    Official geography, but for `pays`, which is our editable data. Source: INSEE, DGCL.
    """

    siren = models.CharField("SIREN", max_length=9, primary_key=True)
    name = models.CharField("nom", max_length=160)
    official_name = models.CharField("nom officiel", max_length=200, blank=True)
    slug = models.SlugField(unique=True, max_length=120)
    kind = models.CharField("type", max_length=8, blank=True, help_text="CC, CA, CU, Métropole")
    population = models.PositiveIntegerField("population", null=True, blank=True)
    population_year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    partial = models.BooleanField(
        "déborde de Bretagne", default=False, help_text="Une partie de ses communes est ailleurs."
    )
    pays = models.ForeignKey(
        "territories.Territory",
        verbose_name="pays",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="epcis",
    )
    pays_confidence = models.CharField(
        "sûreté du rattachement", max_length=8, choices=Confidence, default=Confidence.CERTAIN
    )
    pays_source = models.TextField("d’où vient ce rattachement", blank=True)
    locally_edited = models.BooleanField(
        "corrigé à la main",
        default=False,
        help_text="Un nouveau fichier officiel ne touchera pas au rattachement.",
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = "intercommunalité (EPCI)"
        verbose_name_plural = "intercommunalités (EPCI)"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune of Brittany. Source: INSEE official geographic code 2026, La Poste for postcodes."""

    insee = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=120, db_index=True)
    folded_name = models.CharField("nom simplifié", max_length=120, db_index=True, editable=False)
    name_br = models.CharField("nom en breton", max_length=120, blank=True)
    postcodes = models.JSONField("codes postaux", default=list, blank=True)
    former_codes = models.JSONField("anciens codes INSEE", default=list, blank=True)
    department = models.CharField("département", max_length=3)
    population = models.PositiveIntegerField("population municipale", null=True, blank=True)
    population_year = models.PositiveSmallIntegerField("année", null=True, blank=True)
    epci = models.ForeignKey(
        Epci,
        verbose_name="intercommunalité",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="communes",
    )
    own_pays = models.ForeignKey(
        "territories.Territory",
        verbose_name="pays (hors EPCI)",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Pour une île sans intercommunalité.",
    )
    own_pays_confidence = models.CharField(
        "sûreté du rattachement", max_length=8, choices=Confidence, default=Confidence.CERTAIN
    )
    locally_edited = models.BooleanField(
        "corrigé à la main",
        default=False,
        help_text="Un nouveau fichier officiel ne touchera ni au nom breton ni au rattachement.",
    )
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = "commune"
        verbose_name_plural = "communes"
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.department})"

    def save(self, *args, **kwargs):
        self.folded_name = fold(self.name)
        super().save(*args, **kwargs)

    @property
    def pays(self):
        """The `Territory` that answers for this commune, or None (then the region answers)."""
        if self.own_pays_id:
            return self.own_pays
        return self.epci.pays if self.epci else None


class CommuneName(models.Model):
    """One way of finding a commune: a name, a former name, a postcode, always folded."""

    class Kind(models.TextChoices):
        NAME = "name", "nom"
        FORMER = "former", "ancienne commune"
        BRETON = "breton", "nom breton"
        POSTCODE = "postcode", "code postal"

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="names")
    folded = models.CharField("texte simplifié", max_length=120, db_index=True)
    label = models.CharField("nom", max_length=120)
    kind = models.CharField("genre", max_length=8, choices=Kind)

    class Meta:
        verbose_name = "nom de commune"
        verbose_name_plural = "noms de communes"
        constraints = [
            models.UniqueConstraint(fields=["commune", "folded", "kind"], name="commune_name_once")
        ]

    def __str__(self) -> str:
        return self.label
