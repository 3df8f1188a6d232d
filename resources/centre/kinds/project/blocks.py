"""Blocks of a project: its dated figures and the turns of its life."""

from wagtail import blocks


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
