from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.page_registry import view_of
from core.upstream import slug_is_available
from territories.models import Audience, SharedPage, Territory, Theme
from territories.tree import tree

from ..addresses import address_taken
from ..blocks import AttachmentStreamBlock, ChangeStreamBlock, LinkStreamBlock, RelatedStreamBlock
from ..forms import SheetCopyForm, SheetForm
from ..registry import kind_of
from .folder import SheetFolderPage


class Licence(models.TextChoices):
    """Under what terms a sheet may be taken up (SPDX identifiers where they exist)."""

    CC_BY_SA = "CC-BY-SA-4.0", "CC BY-SA 4.0 : citer, adapter, partager de même"
    CC_BY = "CC-BY-4.0", "CC BY 4.0 : citer et adapter"
    CC_BY_NC_SA = "CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0 : sans usage commercial"
    CC0 = "CC0-1.0", "CC0 : aucun droit réservé"
    ETALAB = "etalab-2.0", "Licence Ouverte 2.0"
    ALL_RIGHTS = "all-rights-reserved", "Tous droits réservés : demander aux autrices et auteurs"


class ResourceTag(TaggedItemBase):
    """A free word on a sheet; facets use the controlled vocabularies instead."""

    content_object = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="resource_tags"
    )


class ResourcePage(SharedPage):
    """What every sheet of the resource centre has. `kind` is its name in addresses and in `registry`."""

    kind = ""
    kind_label = ""
    # The folder's: a sheet that moves to another folder is signed by another territory.
    territory_from_tree = True

    themes = ParentalManyToManyField(Theme, verbose_name="thèmes", blank=True, related_name="+")
    audiences = ParentalManyToManyField(
        Audience,
        verbose_name="publics",
        blank=True,
        related_name="+",
        help_text="Pour qui est cette fiche : deux ou trois suffisent.",
    )
    tags = ClusterTaggableManager(through=ResourceTag, blank=True, verbose_name="mots libres")
    authors = models.CharField(
        "auteurs", max_length=255, blank=True, help_text="Les structures, pas les personnes."
    )
    licence = models.CharField(
        "licence",
        max_length=24,
        choices=Licence,
        default=Licence.CC_BY_SA,
        help_text="Ce que les autres peuvent en faire. La première convient presque toujours.",
    )
    version = models.CharField(
        "version",
        max_length=20,
        blank=True,
        default="1.0",
        help_text="Changez-la quand le contenu change vraiment : « 1.1 », puis « 2.0 ».",
    )
    changes = StreamField(
        ChangeStreamBlock(),
        verbose_name="journal des versions",
        blank=True,
        help_text="Une ligne par version : sa date, et ce qui a changé.",
    )
    attachments = StreamField(
        AttachmentStreamBlock(),
        verbose_name="fichiers",
        blank=True,
        help_text="Les fichiers à télécharger, avec un nom qui dit ce que c’est.",
    )
    links = StreamField(
        LinkStreamBlock(),
        verbose_name="liens et sources",
        blank=True,
        help_text="Les pages d’où viennent les faits, et celles qui vont plus loin.",
    )
    related = StreamField(RelatedStreamBlock(), verbose_name="à lire ensuite", blank=True)
    contact = models.ForeignKey(
        "territories.Contact",
        verbose_name="contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="La personne ou l’équipe qui répond aux questions sur cette fiche.",
    )
    body = StreamField(
        BodyStreamBlock(),
        verbose_name="contenu",
        blank=True,
        help_text="Ce qu’il reste à dire : d’où cela vient, des exemples, ce que l’on ne sait pas.",
    )

    search_fields = [
        *SharedPage.search_fields,
        index.SearchField("body"),
        index.SearchField("authors"),
        index.RelatedFields("themes", [index.SearchField("label"), index.SearchField("synonyms")]),
        index.RelatedFields("audiences", [index.SearchField("label")]),
        index.FilterField("licence"),
    ]
    # Asked in the order in which a visitor reads: three minutes are enough for the first group.
    head_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel(
                    "themes",
                    widget=forms.CheckboxSelectMultiple,
                    help_text="Un à trois suffisent : ils servent de filtres dans le catalogue.",
                ),
                FieldPanel("audiences", widget=forms.CheckboxSelectMultiple),
            ],
            "Pour la trouver",
        ),
    ]
    foot_panels = [
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("attachments"), FieldPanel("links")],
            "À emporter",
            help_text="Le format et le poids de chaque fichier sont écrits tout seuls.",
        ),
        MultiFieldPanel(
            [
                FieldPanel("authors"),
                FieldRowPanel([FieldPanel("licence"), FieldPanel("version")]),
                FieldPanel("changes"),
                FieldPanel("contact"),
            ],
            "Origine",
        ),
        MultiFieldPanel(
            [
                FieldPanel("cover"),
                FieldPanel(
                    "related",
                    help_text="Vide : trois fiches proches, par leurs thèmes et leurs publics.",
                ),
                FieldPanel(
                    "tags", help_text="Des mots à vous ; les filtres, eux, viennent des thèmes."
                ),
            ],
            "Pour aller plus loin",
            classname="collapsed",
        ),
    ]
    base_form_class = SheetForm
    copy_form_class = SheetCopyForm
    parent_page_types = ["resources.SheetFolderPage"]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    def owner_from_tree(self, parent: Page | None = None) -> Territory | None:
        """Territory of the folder in which the sheet stands, or would stand."""
        path = parent.path if parent else self.path[: -self.steplen]
        folders = SheetFolderPage.objects.filter(path=path)
        return tree().by_id.get(folders.values_list("territory_id", flat=True).first())

    @staticmethod
    def _slug_is_available(slug, parent_page, page=None) -> bool:
        """Whether no other sheet of the whole centre has the address: folders leave no trace in it."""
        if parent_page is None:
            return True
        taken = Page.objects.filter(slug=slug, url_path=f"{parent_page.url_path}{slug}/")
        return not (taken.not_page(page) if page else taken).exists()

    def copy(self, *args, to=None, update_attrs=None, **kwargs):
        """A translation takes its source's address: with a number, where another sheet has it already."""
        if to is not None and "locale" in (update_attrs or {}):
            slug, number = update_attrs["slug"], 1
            while not slug_is_available(type(self), update_attrs["slug"], to):
                number += 1
                update_attrs = {**update_attrs, "slug": f"{slug}-{number}"}
        return super().copy(*args, to=to, update_attrs=update_attrs, **kwargs)

    copy.alters_data = True  # type: ignore[attr-defined]  # read by templates

    def _check_slug_is_unique(self):
        parent = self.get_parent()
        if not slug_is_available(type(self), self.slug, parent, self):
            raise ValidationError({"slug": address_taken(self.slug)})

    @property
    def sign(self) -> str:
        """Striped sign of its kind, for `{% kind_sign %}`."""
        return kind_of(self).sign

    def traits(self) -> list[str]:
        """Short facts for a row of the catalogue, the most useful first."""
        return []

    def get_breadcrumbs(self, request) -> list[dict[str, str]]:
        """Through the catalogue filtered by the kind of the sheet."""
        return view_of(self, "breadcrumbs")(request)
