"""Blocks of the editorial pages."""

from wagtail import blocks


class TimelineStepBlock(blocks.StructBlock):
    """A step of a calendar, as precise as its source."""

    when = blocks.CharBlock(
        label="Quand", max_length=60, help_text="« 26 septembre 2024 », « 2025 »"
    )
    title = blocks.CharBlock(label="Étape", max_length=160)
    text = blocks.TextBlock(label="En détail", required=False)
    is_done = blocks.BooleanBlock(label="C’est fait", required=False)

    class Meta:
        icon = "date"
        label = "Étape"


class TimelineStreamBlock(blocks.StreamBlock):
    step = TimelineStepBlock()
