from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from ...pages.sheet import ResourcePage


class StudyPage(ResourcePage):
    """A publication of the observatory or of a partner, and its files."""

    page_description = "Une publication : qui l’a faite, de quand datent les données, où la lire."

    kind = "study"
    kind_label = "Étude"

    publisher = models.CharField(
        "éditeur",
        max_length=160,
        blank=True,
        help_text="Qui l’a publiée : « ORESS, Cress Bretagne ».",
    )
    data_year = models.CharField(
        "année des données",
        max_length=20,
        blank=True,
        help_text="« 2011 », ou « 2018-2021 ». Vide si l’étude ne le dit pas.",
    )
    published_year = models.PositiveSmallIntegerField(
        "publiée en",
        null=True,
        blank=True,
        help_text="L’année de parution, qui n’est pas celle des données.",
    )
    external_url = models.URLField(
        "adresse de la publication",
        max_length=500,
        blank=True,
        help_text="Où la lire, quand elle n’est pas dans les fichiers à télécharger.",
    )

    content_panels = [
        *ResourcePage.head_panels,
        MultiFieldPanel(
            [
                FieldPanel("publisher"),
                FieldRowPanel([FieldPanel("data_year"), FieldPanel("published_year")]),
                FieldPanel("external_url"),
            ],
            "Publication",
        ),
        *ResourcePage.foot_panels,
    ]
    search_fields = [*ResourcePage.search_fields, index.SearchField("publisher")]

    class Meta:
        verbose_name = "étude"
        verbose_name_plural = "études"

    def traits(self) -> list[str]:
        facts = [
            self.publisher,
            f"données {self.data_year}" if self.data_year else "",
            f"publiée en {self.published_year}" if self.published_year else "",
        ]
        return [fact for fact in facts if fact]
