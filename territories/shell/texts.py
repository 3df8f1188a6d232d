"""Menus, texts and banner of each site, in each of its languages (decision 0071)."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, RevisionMixin

from core.fields import StreamField

from .blocks import MenuStreamBlock
from .previewed import PreviewedOnHome


class SiteTexts(PreviewedOnHome, DraftStateMixin, RevisionMixin, ClusterableModel):
    """Menus and texts of one site in one language, with the French ones where there are none.

    One row a site and language, made with the site and with each language that it adds: teams change
    them, nobody adds or deletes any.
    """

    class Level(models.TextChoices):
        INFO = "info", "À savoir"
        WARNING = "warning", "Attention"

    site = models.ForeignKey(
        "wagtailcore.Site", verbose_name="site", on_delete=models.CASCADE, related_name="texts"
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", verbose_name="langue", on_delete=models.PROTECT, related_name="+"
    )
    tagline = models.CharField(
        "sous-titre", max_length=120, blank=True, help_text="Sous le nom du site, en haut."
    )
    intro = models.CharField(
        "présentation",
        max_length=300,
        blank=True,
        help_text="Qui anime ce site, en une phrase.",
    )
    hours = models.TextField("horaires d’accueil", blank=True)
    menu = StreamField(
        MenuStreamBlock(),
        verbose_name="menu",
        blank=True,
        help_text="Vide : les rubriques du site. Une page dépubliée ou supprimée disparaît du menu.",
    )
    footer_links = StreamField(
        MenuStreamBlock(),
        verbose_name="liens",
        blank=True,
        help_text="Vide : les nouvelles, le parcours et les flux.",
    )
    alert_level = models.CharField("genre", max_length=8, choices=Level, default=Level.INFO)
    alert_text = models.CharField(
        "texte", max_length=240, blank=True, help_text="Vide : pas de bandeau."
    )
    alert_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page à lire",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    alert_url = models.URLField(
        "ou adresse", blank=True, help_text="Adresse complète, comme https://exemple.bzh/."
    )
    alert_from = models.DateTimeField(
        "à partir de", null=True, blank=True, help_text="Vide : dès la publication."
    )
    alert_to = models.DateTimeField(
        "jusqu’à", null=True, blank=True, help_text="Vide : jusqu’à ce que vous retiriez le texte."
    )
    alert_cascades = models.BooleanField(
        "aussi sur les sites en dessous",
        default=False,
        help_text="Le message d’un groupement paraît alors chez ses pays, celui de la région partout.",
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="site_texts")

    class Meta:
        verbose_name = "menus, textes et bandeau"
        verbose_name_plural = "menus, textes et bandeaux"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "locale"],
                name="site_texts_per_locale",
                violation_error_message="Ce site a déjà ses textes dans cette langue.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.site.site_name} ({self.locale.get_display_name().lower()})"

    @classmethod
    def start(cls, site, locale, **fields) -> None:
        """Make the texts of a site in a language where it has none. Their history begins there."""
        texts, made = cls.objects.get_or_create(site=site, locale=locale, defaults=fields)
        if made:
            texts.save_revision(changed=False, clean=False, log_action="wagtail.create")

    @property
    def revisions(self):
        return self._revisions

    @property
    def preview_language(self) -> str:
        return self.locale.language_code

    def clean(self):
        super().clean()
        errors = {}
        if self.alert_from and self.alert_to and self.alert_to <= self.alert_from:
            errors["alert_to"] = "La fin du bandeau vient avant son début."
        if self.alert_page and self.alert_url:
            errors["alert_url"] = "Choisissez une page ou une adresse, pas les deux."
        if errors:
            raise ValidationError(errors)

    def alert_is_on(self) -> bool:
        """Whether the banner shows now."""
        now = timezone.now()
        return bool(
            self.alert_text
            and (not self.alert_from or self.alert_from <= now)
            and (not self.alert_to or now < self.alert_to)
        )
