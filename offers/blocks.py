"""Blocks of the service offer."""

from wagtail import blocks


class AimStreamBlock(blocks.StreamBlock):
    """The aims of a strategic axis, one sentence each."""

    aim = blocks.CharBlock(label="Objectif", max_length=200, icon="circle-check")


class StepBlock(blocks.StructBlock):
    """One step of an offer, as the person will live it."""

    title = blocks.CharBlock(label="Étape", max_length=100)
    text = blocks.TextBlock(label="Ce qui se passe", required=False)
    duration = blocks.CharBlock(
        label="Durée", required=False, max_length=60, help_text="« une heure », « 12 à 18 mois »"
    )

    class Meta:
        icon = "list-ol"
        label = "Étape"


class StepStreamBlock(blocks.StreamBlock):
    step = StepBlock()


class DeliverableStreamBlock(blocks.StreamBlock):
    """What the person leaves with."""

    deliverable = blocks.CharBlock(label="Ce que vous emportez", max_length=200, icon="download")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label="Question", max_length=160)
    answer = blocks.RichTextBlock(label="Réponse", features=["bold", "italic", "link", "ul"])

    class Meta:
        icon = "help"
        label = "Question et réponse"


class QuestionStreamBlock(blocks.StreamBlock):
    question = QuestionBlock()
