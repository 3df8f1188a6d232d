"""Contacts of a territory."""

from django.db import models
from wagtail.search import index


class Contact(index.Indexed, models.Model):
    """Who answers, for a territory and its EPCIs. Published only with the person's agreement.

    May be a function rather than a person (« accueil du pôle »): then no name is needed.
    """

    class Role(models.TextChoices):
        WELCOME = "welcome", "Accueil"
        DELEGATE = "delegate", "Délégué·e territorial·e"
        SUPPORT = "support", "Référent·e accompagnement"
        INCUBATOR = "incubator", "Référent·e incubateur"
        AWARENESS = "awareness", "Référent·e sensibilisation"
        ENGINEERING = "engineering", "Référent·e ingénierie"
        COMMUNICATION = "communication", "Communication"
        DIRECTION = "direction", "Direction"

    name = models.CharField(
        "nom ou fonction", max_length=120, help_text="« Accueil du pôle ESS » suffit."
    )
    role = models.CharField("rôle", max_length=16, choices=Role, default=Role.WELCOME)
    territory = models.ForeignKey(
        "territories.Territory",
        verbose_name="territoire",
        on_delete=models.PROTECT,
        related_name="contacts",
    )
    epcis = models.ManyToManyField(
        "territories.Epci",
        verbose_name="intercommunalités",
        blank=True,
        related_name="contacts",
        help_text="Chaque intercommunalité a son ou sa délégué·e en référence.",
    )
    themes = models.ManyToManyField(
        "territories.Theme", verbose_name="thèmes", blank=True, related_name="contacts"
    )
    email = models.EmailField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    photo = models.ForeignKey(
        "core.SiteImage",
        verbose_name="photo",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.CharField(
        "précision", max_length=200, blank=True, help_text="« Le mardi, à la maison des services »"
    )
    is_published = models.BooleanField("publié", default=False)
    consent_date = models.DateField(
        "accord donné le",
        null=True,
        blank=True,
        help_text="La personne accepte que son nom et ses coordonnées soient publiés.",
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("territory"),
    ]

    class Meta:
        verbose_name = "contact"
        verbose_name_plural = "contacts"
        ordering = ["territory", "role", "name"]

    def __str__(self) -> str:
        return f"{self.name} — {self.get_role_display()}"
