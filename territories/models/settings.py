from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from ..blocks import MenuStreamBlock, SocialStreamBlock


class AccessibilityStatus(models.TextChoices):
    """The three legal wordings (French decree 2019-768): a choice, never free text."""

    NONE = "none", "Accessibilité : non conforme"
    PARTIAL = "partial", "Accessibilité : partiellement conforme"
    FULL = "full", "Accessibilité : totalement conforme"


@register_setting(icon="site", order=10)
class TerritorySettings(BaseSiteSetting, ClusterableModel):
    """What a territory's team sets for its own site: contact, accounts, what it receives."""

    email = models.EmailField("courriel public", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    address = models.TextField("adresse postale", blank=True)
    social = StreamField(
        SocialStreamBlock(), verbose_name="comptes", blank=True, use_json_field=True
    )
    accessibility = models.CharField(
        "mention d'accessibilité",
        max_length=8,
        choices=AccessibilityStatus,
        default=AccessibilityStatus.NONE,
        help_text="« Non conforme » tant qu'aucun audit n'a eu lieu.",
    )
    accept_from_children = models.BooleanField(
        "accepter d'office ce que proposent mes pays", default=False
    )
    accept_from_parent = models.BooleanField(
        "accepter d'office ce que propose mon groupement", default=False
    )
    accept_from_region = models.BooleanField(
        "accepter d'office ce que propose la région", default=True
    )
    languages = models.JSONField(
        "langues du site", default=list, blank=True, help_text="En plus du français."
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("phone"),
                FieldPanel("address"),
                FieldPanel("social"),
            ],
            "Nous joindre",
        ),
        MultiFieldPanel(
            [
                FieldPanel("accept_from_children"),
                FieldPanel("accept_from_parent"),
                FieldPanel("accept_from_region"),
            ],
            "Ce que nous recevons",
        ),
        FieldPanel("accessibility"),
    ]

    class Meta:
        verbose_name = "réglages du site"
        verbose_name_plural = "réglages des sites"


class SiteTexts(TranslatableMixin, ClusterableModel):
    """Menus and texts of one site in one language, with the French ones where there are none."""

    class Level(models.TextChoices):
        INFO = "info", "À savoir"
        WARNING = "warning", "Attention"

    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name="site", on_delete=models.CASCADE, related_name="texts"
    )
    tagline = models.CharField("sous-titre", max_length=120, blank=True)
    intro = models.CharField(
        "présentation (pied de page)",
        max_length=300,
        blank=True,
        help_text="Qui anime ce site, en une phrase.",
    )
    hours = models.TextField("horaires d'accueil", blank=True)
    menu = StreamField(MenuStreamBlock(), verbose_name="menu", blank=True, use_json_field=True)
    footer_links = StreamField(
        MenuStreamBlock(), verbose_name="liens du pied de page", blank=True, use_json_field=True
    )
    alert_level = models.CharField("genre", max_length=8, choices=Level, default=Level.INFO)
    alert_text = models.CharField("texte", max_length=240, blank=True)
    alert_from = models.DateTimeField("à partir de", null=True, blank=True)
    alert_to = models.DateTimeField("jusqu'à", null=True, blank=True)
    alert_cascades = models.BooleanField(
        "aussi sur les sites en dessous",
        default=False,
        help_text="Le message d'un groupement paraît alors chez ses pays, celui de la région partout.",
    )

    panels = [
        FieldPanel("tagline"),
        FieldPanel("menu"),
        MultiFieldPanel(
            [FieldPanel("intro"), FieldPanel("hours"), FieldPanel("footer_links")], "Pied de page"
        ),
        MultiFieldPanel(
            [
                FieldPanel("alert_text"),
                FieldRowPanel([FieldPanel("alert_from"), FieldPanel("alert_to")]),
                FieldPanel("alert_level"),
                FieldPanel("alert_cascades"),
            ],
            "Bandeau d'alerte",
            help_text="Vide : pas de bandeau.",
        ),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = "menu et textes du site"
        verbose_name_plural = "menus et textes des sites"
        constraints = [
            models.UniqueConstraint(fields=["site", "locale"], name="site_texts_per_locale")
        ]

    def __str__(self) -> str:
        return f"{self.site} ({self.locale.language_code})"

    def clean(self):
        if self.alert_from and self.alert_to and self.alert_to <= self.alert_from:
            raise ValidationError({"alert_to": "La fin du bandeau vient avant son début."})

    def alert_is_on(self) -> bool:
        """Whether the banner shows now."""
        now = timezone.now()
        return bool(
            self.alert_text
            and (not self.alert_from or self.alert_from <= now)
            and (not self.alert_to or now < self.alert_to)
        )
