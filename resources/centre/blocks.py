"""Blocks of every sheet: what it gives to take away, where it comes from, what to read next."""

from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.coreutils import resolve_model_string
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from .registry import sheet_models


class AttachmentBlock(blocks.StructBlock):
    """A file of the kit, with the words that say what it is."""

    document = DocumentChooserBlock(label="Document")
    label = blocks.CharBlock(
        label="Libellé", required=False, max_length=100, help_text="Vide : le titre du document."
    )
    kind = blocks.ChoiceBlock(
        label="Genre",
        choices=[
            ("kit", "Kit complet"),
            ("guide", "Guide, déroulé"),
            ("handout", "Support à distribuer"),
            ("poster", "Affiche"),
            ("slides", "Diaporama"),
            ("form", "Fiche à remplir"),
            ("report", "Compte rendu, étude"),
            ("data", "Données"),
        ],
        default="guide",
    )

    class Meta:
        icon = "doc-full"
        label = "Fichier"


class AttachmentStreamBlock(blocks.StreamBlock):
    attachment = AttachmentBlock()


class LinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="Libellé", max_length=140)
    url = blocks.URLBlock(label="Adresse")

    class Meta:
        icon = "link"
        label = "Lien"


class LinkStreamBlock(blocks.StreamBlock):
    link = LinkBlock()


class ChangeBlock(blocks.StructBlock):
    """What a version changed, for those who already use the sheet."""

    version = blocks.CharBlock(label="Version", max_length=20)
    date = blocks.DateBlock(label="Date")
    text = blocks.CharBlock(label="Ce qui a changé", max_length=300)

    class Meta:
        icon = "history"
        label = "Changement"


class ChangeStreamBlock(blocks.StreamBlock):
    change = ChangeBlock()


class SheetChooserBlock(blocks.PageChooserBlock):
    """A sheet of any kind, or a module of the administrators' path."""

    @cached_property
    def target_models(self) -> list[type[Page]]:
        return [*sheet_models(), resolve_model_string("training.TrainingModulePage")]


class RelatedStreamBlock(blocks.StreamBlock):
    page = SheetChooserBlock(label="Fiche")


class AimStreamBlock(blocks.StreamBlock):
    aim = blocks.CharBlock(label="Objectif", max_length=200, icon="circle-check")


class PathStageBlock(blocks.StructBlock):
    """One stage of the administrators' path."""

    title = blocks.CharBlock(label="Étape", max_length=60)
    text = blocks.TextBlock(label="Ce qu’on y trouve")

    class Meta:
        icon = "list-ol"
        label = "Étape du parcours"


class PathStageStreamBlock(blocks.StreamBlock):
    stage = PathStageBlock()
