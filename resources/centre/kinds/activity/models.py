from typing import Any

from django.contrib.admin import display
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.fields import StreamField
from core.formats import duration as duration_text

from ...pages.sheet import ResourcePage
from .blocks import ActivityStepStreamBlock, AdviceStreamBlock


def group_text(low: int | None, high: int | None) -> str:
    """« 15 à 40 personnes », or what is known of it."""
    if low and high:
        return f"{low} à {high} personnes"
    if low:
        return f"dès {low} personnes"
    return f"jusqu’à {high} personnes" if high else ""


def validate_range(low: int | None, high: int | None, field: str) -> None:
    """Raise a `ValidationError` on `field` when an upper bound lies under the lower one."""
    if low is not None and high is not None and high < low:
        raise ValidationError(
            {field: f"Le maximum ({high}) est plus petit que le minimum ({low})."}
        )


class ActivityPage(ResourcePage):
    """« Animation clé en main »: everything to run an activity, which a structure may take up or not."""

    page_description = "Une animation racontée pas à pas, pour que d’autres la reprennent."

    kind = "activity"
    kind_label = "Animation clé en main"

    class Family(models.TextChoices):
        NETWORK = "network", "Animation du réseau d’acteurs"
        B2B = "b2b", "Rencontre B to B"
        AWARENESS = "awareness", "Sensibilisation"

    class Place(models.TextChoices):
        INDOOR = "indoor", "à l’intérieur"
        OUTDOOR = "outdoor", "dehors"
        ONLINE = "online", "en ligne"
        ANY = "any", "partout"

    family = models.CharField(
        "famille",
        max_length=12,
        choices=Family,
        default=Family.NETWORK,
        help_text="À quoi elle sert d’abord : « Quelle animation pour moi ? » s’en sert pour répondre.",
    )
    intention = models.TextField("intention", blank=True, help_text="Pourquoi la faire.")
    duration = models.PositiveSmallIntegerField(
        "durée (minutes)",
        null=True,
        blank=True,
        help_text="Du début à la fin, comme la somme des étapes du déroulé.",
    )
    group_min = models.PositiveSmallIntegerField(
        "personnes, au moins",
        null=True,
        blank=True,
        help_text="En dessous, l’animation ne marche plus.",
    )
    group_max = models.PositiveSmallIntegerField(
        "personnes, au plus",
        null=True,
        blank=True,
        help_text="Au-dessus, il faut la faire deux fois.",
    )
    preparation = models.PositiveSmallIntegerField(
        "préparation (minutes)",
        null=True,
        blank=True,
        help_text="Le temps de travail avant, pour toute l’équipe.",
    )
    cost_min = models.PositiveIntegerField(
        "coût, de (€)",
        null=True,
        blank=True,
        help_text="Sans le temps de l’équipe. Zéro si c’est possible sans rien dépenser.",
    )
    cost_max = models.PositiveIntegerField(
        "coût, à (€)", null=True, blank=True, help_text="Si l’on fait tout ce qui est écrit."
    )
    place_kind = models.CharField(
        "où", max_length=8, choices=Place, default=Place.INDOOR, help_text="Où elle peut se tenir."
    )
    place = models.CharField(
        "lieu conseillé",
        max_length=255,
        blank=True,
        help_text="Ce qu’il faut au lieu : de plain-pied, au calme, avec des tables.",
    )
    material = models.CharField(
        "matériel",
        max_length=255,
        blank=True,
        help_text="Ce qu’il faut apporter, séparé par des virgules.",
    )
    roles = models.CharField(
        "rôles",
        max_length=255,
        blank=True,
        help_text="Qui fait quoi, et combien de personnes il faut.",
    )
    steps = StreamField(
        ActivityStepStreamBlock(),
        verbose_name="déroulé",
        blank=True,
        help_text="Étape par étape, avec les minutes : heures et total se calculent tout seuls.",
    )
    advice = StreamField(
        AdviceStreamBlock(),
        verbose_name="ce que nous avons appris",
        blank=True,
        help_text="Un titre, une phrase : ce que vous diriez à l’équipe suivante.",
    )
    evaluation = RichTextField(
        "bilan",
        blank=True,
        features=["bold", "italic", "link", "ul"],
        help_text="Comment savoir si c’était réussi.",
    )
    adapted_from = models.ForeignKey(
        "self",
        verbose_name="adaptée de",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="variants",
        help_text="La fiche dont celle-ci est une variante : chacune renvoie à l’autre.",
    )

    content_panels = [
        *ResourcePage.head_panels,
        FieldPanel("family"),
        FieldPanel("intention"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("duration"), FieldPanel("preparation")]),
                FieldRowPanel([FieldPanel("group_min"), FieldPanel("group_max")]),
                FieldRowPanel([FieldPanel("cost_min"), FieldPanel("cost_max")]),
                FieldPanel("place_kind"),
                FieldPanel("place"),
                FieldPanel("material"),
                FieldPanel("roles"),
            ],
            "En pratique",
        ),
        FieldPanel("steps"),
        FieldPanel("advice"),
        FieldPanel("evaluation"),
        FieldPanel("adapted_from"),
        *ResourcePage.foot_panels,
    ]
    search_fields = [
        *ResourcePage.search_fields,
        index.SearchField("intention"),
        index.SearchField("steps"),
        index.SearchField("advice"),
        index.FilterField("family"),
        index.FilterField("duration"),
    ]

    class Meta:
        verbose_name = "animation clé en main"
        verbose_name_plural = "animations clés en main"

    def clean(self):
        super().clean()
        validate_range(self.group_min, self.group_max, "group_max")
        validate_range(self.cost_min, self.cost_max, "cost_max")

    @property
    def group_text(self) -> str:
        return group_text(self.group_min, self.group_max)

    def timeline(self) -> list[dict[str, Any]]:
        """The steps with the minutes at which each starts and ends."""
        at, moments = 0, []
        for block in self.steps:
            start, at = at, at + block.value["minutes"]
            moments.append({"step": block.value, "start": start, "end": at})
        return moments

    @property
    def total_minutes(self) -> int:
        """Sum of the steps, or the announced duration when there are none."""
        return sum(b.value["minutes"] for b in self.steps) or self.duration or 0

    def traits(self) -> list[str]:
        facts = [duration_text(self.duration) if self.duration else "", self.group_text]
        return [fact for fact in facts if fact]


class Adoption(models.Model):
    """« Nous l'avons animée »: where, when, with whom, what was changed, what worked."""

    class State(models.TextChoices):
        PLANNED = "planned", "prévue"
        DONE = "done", "faite"

    activity = models.ForeignKey(
        ActivityPage, verbose_name="animation", on_delete=models.CASCADE, related_name="adoptions"
    )
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        on_delete=models.PROTECT,
        related_name="adoptions",
    )
    commune = models.ForeignKey(
        "territories.Commune",
        verbose_name="commune",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    date = models.DateField("date")
    state = models.CharField("état", max_length=8, choices=State, default=State.DONE)
    audience = models.CharField("public", max_length=120, blank=True)
    people = models.PositiveIntegerField("personnes touchées", null=True, blank=True)
    changed = models.TextField("ce qui a été changé", blank=True)
    worked = models.TextField("ce qui a réussi", blank=True)
    is_published = models.BooleanField("relu et publié", default=False)

    class Meta:
        verbose_name = "reprise d’une animation"
        verbose_name_plural = "reprises d’animations"
        ordering = ["-date"]

    def __str__(self) -> str:
        return f"{self.activity.title} — {self.territory}, {self.date:%d/%m/%Y}"

    @display(description="animation", ordering="activity__title")
    def activity_title(self) -> str:
        """For lists of the admin, whose first column leads to the row."""
        return self.activity.title
