from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.formats import duration as duration_text

from ...pages.sheet import ResourcePage


class ToolPage(ResourcePage):
    """A tool or a support: to raise awareness, to welcome project holders, to communicate."""

    page_description = (
        "Un jeu, un guide, une exposition, un modèle de texte : quelque chose dont on se sert."
    )

    kind = "tool"

    class Purpose(models.TextChoices):
        AWARENESS = "awareness", "Outil de sensibilisation"
        WELCOME = "welcome", "Outil d’accueil"
        COMMUNICATION = "communication", "Support de communication"

    class Format(models.TextChoices):
        GAME = "game", "jeu"
        EXHIBITION = "exhibition", "exposition"
        VIDEO = "video", "vidéo"
        GUIDE = "guide", "guide"
        SHEET = "sheet", "fiche"
        SLIDES = "slides", "diaporama"
        PODCAST = "podcast", "podcast"
        PROGRAMME = "programme", "dispositif"

    purpose = models.CharField(
        "usage",
        max_length=16,
        choices=Purpose,
        default=Purpose.AWARENESS,
        help_text="À quoi il sert d’abord : c’est ce que dit sa ligne du catalogue.",
    )
    format = models.CharField(
        "format",
        max_length=12,
        choices=Format,
        default=Format.SHEET,
        help_text="Ce que c’est, matériellement.",
    )
    age = models.CharField("âge ou niveau", max_length=80, blank=True, help_text="« dès 12 ans »")
    duration = models.PositiveSmallIntegerField(
        "durée (minutes)",
        null=True,
        blank=True,
        help_text="Le temps d’une partie, d’une lecture, d’une écoute. Vide si cela ne se dit pas.",
    )
    how_to_use = RichTextField(
        "comment s’en servir",
        blank=True,
        features=["bold", "italic", "link", "ul", "ol"],
        help_text="Les gestes, dans l’ordre, pour s’en servir dès demain.",
    )
    is_physical = models.BooleanField(
        "objet à emprunter",
        default=False,
        help_text="Cochez si l’on vient chercher un objet : jeu, exposition, malle.",
    )
    kept_at = models.CharField(
        "où il est rangé",
        max_length=160,
        blank=True,
        help_text="La structure et la commune où le demander.",
    )
    loan_conditions = models.TextField(
        "conditions de prêt",
        blank=True,
        help_text="Qui peut l’emprunter, combien de temps, à quel prix.",
    )

    content_panels = [
        *ResourcePage.head_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("purpose"), FieldPanel("format")]),
                FieldRowPanel([FieldPanel("age"), FieldPanel("duration")]),
                FieldPanel("how_to_use"),
            ],
            "Usage",
        ),
        MultiFieldPanel(
            [FieldPanel("is_physical"), FieldPanel("kept_at"), FieldPanel("loan_conditions")],
            "Prêt",
        ),
        *ResourcePage.foot_panels,
    ]
    search_fields = [
        *ResourcePage.search_fields,
        index.SearchField("how_to_use"),
        index.FilterField("purpose"),
        index.FilterField("format"),
    ]

    class Meta:
        verbose_name = "outil"
        verbose_name_plural = "outils"

    @property
    def kind_label(self) -> str:  # type: ignore[override]  # a sentence for all, but for tools
        return self.get_purpose_display()

    def traits(self) -> list[str]:
        facts = [
            self.get_format_display(),
            duration_text(self.duration) if self.duration else "",
            self.age,
        ]
        return [fact for fact in facts if fact]
