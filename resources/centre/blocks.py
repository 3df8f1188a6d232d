"""Blocks of a sheet: what it gives to take away, where it comes from, how it goes."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


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


class RelatedStreamBlock(blocks.StreamBlock):
    page = blocks.PageChooserBlock(
        label="Fiche",
        page_type=[
            "resources.ActivityPage",
            "resources.ToolPage",
            "resources.ProjectPage",
            "resources.ExpertisePage",
            "resources.StudyPage",
            "training.TrainingModulePage",
        ],
    )


class ActivityStepBlock(blocks.StructBlock):
    """One moment of an activity; its time of day is computed from those before it."""

    title = blocks.CharBlock(label="Titre", max_length=100)
    minutes = blocks.IntegerBlock(label="Minutes", min_value=1, max_value=600)
    instructions = blocks.TextBlock(label="Ce qu’on fait", required=False)
    role = blocks.CharBlock(label="Qui", required=False, max_length=60, help_text="« Animation »")
    handout = blocks.CharBlock(
        label="Support", required=False, max_length=80, help_text="« Cartes questions »"
    )

    class Meta:
        icon = "time"
        label = "Moment"


class ActivityStepStreamBlock(blocks.StreamBlock):
    step = ActivityStepBlock()


class AdviceBlock(blocks.StructBlock):
    title = blocks.CharBlock(label="En bref", max_length=80)
    text = blocks.TextBlock(label="Ce que nous avons appris")

    class Meta:
        icon = "pick"
        label = "Conseil"


class AdviceStreamBlock(blocks.StreamBlock):
    advice = AdviceBlock()


class DatedFigureBlock(blocks.StructBlock):
    """A figure never goes without its year and its source."""

    value = blocks.CharBlock(label="Valeur", max_length=40)
    label = blocks.CharBlock(label="De quoi", max_length=120)
    year = blocks.CharBlock(label="Année ou période", max_length=20)
    source = blocks.CharBlock(label="Source", max_length=160)

    class Meta:
        icon = "order"
        label = "Chiffre daté"


class DatedFigureStreamBlock(blocks.StreamBlock):
    figure = DatedFigureBlock()


class StageEventBlock(blocks.StructBlock):
    """A turn in a project's life: the idea, the incubation, the launch, the end and why."""

    stage = blocks.ChoiceBlock(
        label="Étape",
        choices=[
            ("idea", "Idée"),
            ("incubated", "Incubé"),
            ("launched", "Lancé"),
            ("stopped", "Arrêté"),
        ],
    )
    when = blocks.CharBlock(label="Quand", max_length=40, help_text="« 2021 », « juin 2022 »")
    text = blocks.CharBlock(label="Ce qui s’est passé, et pourquoi", required=False, max_length=300)

    class Meta:
        icon = "date"
        label = "Étape de vie"


class StageStreamBlock(blocks.StreamBlock):
    stage = StageEventBlock()


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


def validate_range(low: int | None, high: int | None, field: str) -> None:
    """Raise a `ValidationError` on `field` when an upper bound lies under the lower one."""
    if low is not None and high is not None and high < low:
        raise ValidationError(
            {field: f"Le maximum ({high}) est plus petit que le minimum ({low})."}
        )
