"""Blocks of an activity: its steps, and what was learnt."""

from wagtail import blocks


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
