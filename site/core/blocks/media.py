"""Images, documents, videos: always with the words that stand for them."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from .text import FEATURES

GROUP = "Médias"


class ImageWithTextBlock(blocks.StructBlock):
    """An image, with a text of its own in this place when the image's own does not fit."""

    image = ImageChooserBlock(label="Image")
    alt_text = blocks.CharBlock(
        label="Texte de remplacement ici",
        required=False,
        max_length=255,
        help_text="Ce que l’image apporte dans cette page. Vide : le texte de l’image elle-même.",
    )
    decorative = blocks.BooleanBlock(
        label="Décorative ici",
        required=False,
        help_text="Cochez si l’image n’ajoute rien au texte qui l’entoure.",
    )
    caption = blocks.CharBlock(label="Légende", required=False, max_length=255)

    class Meta:
        label = "Image"
        icon = "image"

    def clean(self, value):
        """Text and "decorative" contradict each other; one of them must speak."""
        cleaned = super().clean(value)
        image = cleaned.get("image")
        if cleaned.get("decorative") and cleaned.get("alt_text"):
            raise blocks.StructBlockValidationError(
                {"alt_text": ValidationError("Une image décorative n’a pas de texte : choisissez.")}
            )
        silent = image and not (
            cleaned.get("alt_text")
            or cleaned.get("decorative")
            or image.default_alt_text
            or getattr(image, "decorative", False)
        )
        if silent and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(
                {"alt_text": ValidationError("Décrivez l’image, ou dites qu’elle est décorative.")}
            )
        return cleaned


class FigureBlock(ImageWithTextBlock):
    """One image, its caption and its credit."""

    class Meta:
        label = "Image"
        icon = "image"
        group = GROUP
        template = "blocks/figure.html"
        description = "Une photo ou un schéma, avec sa légende et son crédit."
        preview_value = {"caption": "La légende dit ce qu’on voit ; le crédit suit de lui-même."}


class GalleryBlock(blocks.StructBlock):
    """Two to six images side by side."""

    images = blocks.ListBlock(ImageWithTextBlock(), label="Images", min_num=2, max_num=6)

    class Meta:
        label = "Plusieurs images"
        icon = "grid"
        group = GROUP
        template = "blocks/gallery.html"
        description = "De deux à six images côte à côte, chacune avec sa légende."
        preview_value = {"images": [{"caption": "Avant le chantier"}, {"caption": "Après"}]}


class DocumentItemBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label="Document")
    label = blocks.CharBlock(
        label="Libellé", required=False, max_length=140, help_text="Vide : le titre du document."
    )

    class Meta:
        label = "Document"
        icon = "doc-full"


class DocumentsBlock(blocks.StructBlock):
    """Files to take away; format, weight and language are told by themselves."""

    documents = blocks.ListBlock(DocumentItemBlock(), label="Documents", min_num=1)

    class Meta:
        label = "Documents à télécharger"
        icon = "doc-full"
        group = GROUP
        template = "blocks/documents.html"
        description = "Des fichiers à emporter. Le format, le poids et la langue s’écrivent seuls."
        preview_value = {
            "documents": [{"label": "Cartes questions à imprimer"}, {"label": "Guide d’accueil"}]
        }


class VideoLinkBlock(blocks.StructBlock):
    """A link to a video elsewhere: nothing of the other site is loaded in ours."""

    title = blocks.CharBlock(label="Titre de la vidéo", max_length=140)
    url = blocks.URLBlock(label="Adresse de la vidéo")
    image = ImageChooserBlock(label="Image", required=False)
    minutes = blocks.IntegerBlock(
        label="Durée, en minutes", required=False, min_value=1, max_value=600
    )
    has_captions = blocks.BooleanBlock(label="Sous-titrée", required=False)
    transcript = blocks.RichTextBlock(
        label="Transcription",
        features=FEATURES,
        required=False,
        help_text="Tout ce qui se dit, et ce qui se voit d’important : la loi la demande.",
    )

    class Meta:
        label = "Vidéo"
        icon = "media"
        group = GROUP
        template = "blocks/video.html"
        description = (
            "Une image et un lien vers la vidéo, avec sa transcription. Aucun lecteur extérieur."
        )
        preview_value = {
            "title": "Qu’est-ce que l’économie sociale et solidaire ?",
            "url": "https://exemple.bzh/video",
            "minutes": 4,
            "has_captions": True,
            "transcript": "<p>Une voix : « Ici, on entreprend ensemble. »</p>",
        }

    def get_context(self, value, parent_context=None) -> dict[str, Any]:
        """Add `host`, the name of the site where the video is."""
        context = super().get_context(value, parent_context=parent_context)
        context["host"] = (urlsplit(value.get("url") or "").hostname or "").removeprefix("www.")
        return context
