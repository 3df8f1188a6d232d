"""Territories: who a site speaks for (decision 0004)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.models import Collection, Site
from wagtail.search import index

from .structure import Tree, tree


class Accent(models.TextChoices):
    """Colours of the brand a site may wear; each has at least 5.7:1 on white (docs: brand)."""

    MARIN = "marin", "Marin (région)"
    BRIQUE = "brique", "Brique"
    LANDE = "lande", "Lande"
    COTE = "cote", "Côte"
    AJONC_BRUN = "ajonc-brun", "Ajonc brun"
    BRUYERE = "bruyere", "Bruyère"


class Confidence(models.TextChoices):
    CERTAIN = "certain", "certain : une source le dit"
    LIKELY = "likely", "probable : à confirmer"
    GUESS = "guess", "supposé : à vérifier"


class Scale(models.TextChoices):
    REGION = "region", "Région"
    GROUPEMENT = "groupement", "Groupement"
    PAYS = "pays", "Pays"


class Territory(index.Indexed, models.Model):
    """Who a site speaks for: the region, a groupement or a pays.

    The tree of territories is data: changing `parent` moves no page and changes no address.
    About thirty rows, read once per process through `territories.tree`.
    """

    code = models.SlugField(
        "code", unique=True, help_text="Stable : il sert d’adresse et ne change pas avec le nom."
    )
    scale = models.CharField("échelle", max_length=12, choices=Scale)
    name = models.CharField(
        "nom", max_length=120, help_text="« Pays de Vitré - Porte de Bretagne »"
    )
    site_name = models.CharField("nom du site", max_length=120, help_text="« ESS pays de Vitré »")
    short_name = models.CharField(
        "nom court", max_length=60, help_text="« Vitré », dans les listes"
    )
    name_br = models.CharField("nom en breton", max_length=120, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name="rattaché à",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    parent_confidence = models.CharField(
        "sûreté du rattachement", max_length=8, choices=Confidence, default=Confidence.CERTAIN
    )
    note = models.TextField(
        "note interne", blank=True, help_text="D’où vient ce rattachement, ce qui reste à vérifier."
    )
    own_accent = models.CharField(
        "couleur",
        max_length=12,
        choices=Accent,
        blank=True,
        help_text="Sans couleur à lui, un pays porte celle de son groupement, et en change avec lui.",
    )
    organisation = models.CharField(
        "structure porteuse",
        max_length=160,
        blank=True,
        help_text="L’association derrière le site.",
    )
    organisation_url = models.URLField("site de la structure", blank=True)
    organisation_confidence = models.CharField(
        "sûreté de la structure", max_length=8, choices=Confidence, default=Confidence.CERTAIN
    )
    # Of most territories it is there, and read without asking; so with their collection.
    site: "models.OneToOneField[Site | None, Any]" = models.OneToOneField(
        "wagtailcore.Site",
        verbose_name="site",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="territory",
    )
    collection: "models.OneToOneField[Collection | None, Any]" = models.OneToOneField(
        "wagtailcore.Collection",
        verbose_name="collection d’images et de documents",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="territory",
    )
    communication_group = models.OneToOneField(
        "auth.Group",
        verbose_name="groupe communication",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="communication_of",
    )
    referent_group = models.OneToOneField(
        "auth.Group",
        verbose_name="groupe référent·es",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="referent_of",
    )
    workflow = models.OneToOneField(
        "wagtailcore.Workflow",
        verbose_name="circuit de validation",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="territory",
    )
    reviews_sheets = models.BooleanField(
        "les fiches passent aussi par la région",
        default=False,
        help_text="Coché : une fiche que son territoire a validée attend encore la région avant de paraître. "
        "Ce qui est déjà en relecture suit ce choix ; décoché, la région décide encore de ce qu’elle a reçu.",
    )
    is_active = models.BooleanField("actif", default=True)
    succeeded_by = models.ForeignKey(
        "self",
        verbose_name="remplacé par",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="predecessors",
        help_text="Après une fusion : le territoire qui prend la suite.",
    )
    sort_order = models.PositiveSmallIntegerField("ordre", default=0)

    search_fields = [
        index.SearchField("name"),
        index.SearchField("site_name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("site_name"),
    ]

    class Meta:
        verbose_name = "territoire"
        verbose_name_plural = "territoires"
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.site_name

    def clean(self):
        allowed: dict[str, tuple[str | None, ...]] = {
            Scale.REGION: (None,),
            Scale.GROUPEMENT: (Scale.REGION,),
            Scale.PAYS: (Scale.REGION, Scale.GROUPEMENT),
        }
        parent_scale = self.parent.scale if self.parent else None
        if parent_scale not in allowed.get(self.scale, ()):
            raise ValidationError(
                {
                    "parent": "Un pays se rattache à un groupement (ou à la région), un groupement "
                    "à la région, et la région à rien."
                }
            )
        # Groups are named after it, and a merged territory has none left.
        others = Territory.objects.exclude(pk=self.pk).filter(succeeded_by=None)
        if others.filter(site_name=self.site_name).exists():
            raise ValidationError(
                {"site_name": "Un autre territoire a déjà ce nom de site : ses équipes le portent."}
            )
        if self.succeeded_by_id and self.succeeded_by_id == self.pk:
            raise ValidationError({"succeeded_by": "Un territoire ne se remplace pas lui-même."})

    def save(self, *args, **kwargs):
        """Save, and move the rights that follow (`territories.rights.signals`): both, or neither."""
        with transaction.atomic():
            super().save(*args, **kwargs)

    def ancestors(self) -> list["Territory"]:
        """From the parent up to the region."""
        return tree().ancestors(self.pk)

    def descendants(self) -> list["Territory"]:
        """Every territory below, active or not, in the order of the tree."""
        return tree().descendants(self.pk)

    @property
    def accent(self) -> str:
        """The colour worn: one's own, else that of the nearest territory above that has one, else the region's."""
        line = [self, *self.ancestors()]
        return next((t.own_accent for t in line if t.own_accent), Accent.MARIN.value)

    @property
    def accent_label(self) -> str:
        """The colour worn, as it is told."""
        return str(Accent(self.accent).label)

    @property
    def locative(self) -> str:
        """Where, in a sentence: « en pays de Vitré », « dans ESS 35 », « en Bretagne »."""
        if self.scale == Scale.PAYS:
            return f"en {self.site_name.removeprefix('ESS ')}"
        return "en Bretagne" if self.scale == Scale.REGION else f"dans {self.site_name}"

    @property
    def genitive(self) -> str:
        """Of what, in a sentence: « du pays de Vitré », « d'ESS 35 », « de Bretagne »."""
        if self.scale == Scale.PAYS:
            return f"du {self.site_name.removeprefix('ESS ')}"
        return "de Bretagne" if self.scale == Scale.REGION else f"d’{self.site_name}"


@tree.computed_by
def load_tree() -> Tree:
    """Every territory with its site, in one query."""
    return Tree(list(Territory.objects.select_related("site")))
