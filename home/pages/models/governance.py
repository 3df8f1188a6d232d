from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from territories.models import TerritorialPage

from ..blocks import TimelineStreamBlock


class GovernanceIndexPage(TerritorialPage):
    """Who decides what: the bodies of the collective, by level."""

    page_description = "Qui décide quoi : la liste des espaces de pilotage, niveau par niveau."

    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Quelques mots au-dessus de la liste, qui se fait toute seule, niveau par niveau.",
    )

    content_panels = [*TerritorialPage.content_panels, FieldPanel("body")]
    search_fields = [*TerritorialPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.LandingPage"]
    subpage_types = ["home.GovernanceBodyPage"]

    class Meta:
        verbose_name = "espaces de pilotage"
        verbose_name_plural = "espaces de pilotage"

    def get_context(self, request, *args, **kwargs) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        bodies = list(GovernanceBodyPage.objects.child_of(self).live().without_private())
        context["levels"] = [
            {"label": level.label, "bodies": found}
            for level in GovernanceBodyPage.Level
            if (found := [b for b in bodies if b.level == level.value])
        ]
        return context


class GovernanceBodyPage(TerritorialPage):
    """A body of the collective: its mission, its members, how often it meets."""

    page_description = "Une instance ou un groupe : sa mission, ses membres, son rythme."

    class Level(models.TextChoices):
        POLITICAL = "political", "Politique"
        STRATEGIC = "strategic", "Stratégique"
        IMPLEMENTATION = "implementation", "Mise en œuvre du projet stratégique"
        PROJECTS = "projects", "Opérationnel : groupe projets"
        WORKING = "working", "Opérationnel : groupe de travail"
        TRADES = "trades", "Opérationnel : groupes métiers"

    level = models.CharField(
        "niveau",
        max_length=16,
        choices=Level,
        help_text="Sous quel titre cet espace se range dans la liste.",
    )
    mission = models.TextField(
        "mission", help_text="Ce qu’il décide ou ce qu’il suit, en une ou deux phrases."
    )
    members = models.TextField(
        "membres", blank=True, help_text="Qui y siège : des fonctions, pas des noms de personnes."
    )
    frequency = models.CharField("rythme", max_length=80, blank=True, help_text="« 6 fois par an »")
    period = models.CharField(
        "période", max_length=40, blank=True, help_text="« 2025-2030 ». Vide si rien n’est dit."
    )
    common_projects = models.CharField(
        "projets suivis",
        max_length=255,
        blank=True,
        help_text="Les noms des projets, séparés par des virgules.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Ce qu’il faut savoir de plus, si c’est utile.",
    )
    source = models.CharField(
        "source", max_length=400, blank=True, help_text="Le document qui le dit."
    )

    content_panels = [
        *TerritorialPage.content_panels,
        FieldPanel("level"),
        FieldPanel("mission"),
        FieldPanel("members"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("frequency"), FieldPanel("period")])], "Rythme"),
        FieldPanel("common_projects"),
        FieldPanel("body"),
        FieldPanel("source"),
    ]
    search_fields = [
        *TerritorialPage.search_fields,
        index.SearchField("mission"),
        index.SearchField("members"),
        index.SearchField("body"),
        index.FilterField("level"),
    ]
    parent_page_types = ["home.GovernanceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "espace de pilotage"
        verbose_name_plural = "espaces de pilotage"


class TimelinePage(TerritorialPage):
    """The calendar of the reorganisation, step by step."""

    page_description = "Des étapes datées, l’une après l’autre, faites ou à venir."

    steps = StreamField(
        TimelineStreamBlock(),
        verbose_name="étapes",
        blank=True,
        help_text="Dans l’ordre où elles se suivent. Cochez « C’est fait » quand une étape est finie.",
    )
    note = models.TextField("note", blank=True, help_text="Ce que la source ne dit pas.")
    source = models.CharField(
        "source", max_length=400, blank=True, help_text="Le document qui donne ces étapes."
    )

    content_panels = [
        *TerritorialPage.content_panels,
        FieldPanel("steps"),
        FieldPanel("note"),
        FieldPanel("source"),
    ]
    search_fields = [*TerritorialPage.search_fields, index.SearchField("steps")]
    parent_page_types = ["home.HomePage", "home.LandingPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "calendrier"
        verbose_name_plural = "calendriers"
