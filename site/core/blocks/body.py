"""The stream of blocks of a running page."""

from django.core.exceptions import ValidationError
from wagtail import blocks

from .data import KeyFiguresBlock, TableBlock
from .layout import (
    AccordionBlock,
    ButtonBlock,
    CardsBlock,
    MessageBlock,
    StepsBlock,
    TimelineBlock,
)
from .media import DocumentsBlock, FigureBlock, GalleryBlock, VideoLinkBlock
from .text import HeadingBlock, HighlightBlock, ParagraphBlock, QuoteBlock


class BodyStreamBlock(blocks.StreamBlock):
    """Everything an editor may put in a page, with headings that always follow one another."""

    text = ParagraphBlock()
    heading = HeadingBlock()
    highlight = HighlightBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    gallery = GalleryBlock()
    documents = DocumentsBlock()
    video = VideoLinkBlock()
    button = ButtonBlock()
    message = MessageBlock()
    accordion = AccordionBlock()
    steps = StepsBlock()
    timeline = TimelineBlock()
    cards = CardsBlock()
    key_figures = KeyFiguresBlock()
    table = TableBlock()

    class Meta:
        template = "blocks/body.html"

    def clean(self, value):
        """Refuse a sub-heading that comes before any heading: screen readers follow the levels."""
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        has_heading = False
        for position, child in enumerate(cleaned):
            if child.block_type == "cards" or (
                child.block_type == "heading" and child.value["level"] == "h2"
            ):
                has_heading = True
            elif child.block_type == "heading" and not has_heading:
                error = ValidationError(
                    "Ce sous-titre n’a pas de titre au-dessus de lui : choisissez « Titre », "
                    "ou ajoutez un titre avant."
                )
                raise blocks.StreamBlockValidationError(
                    block_errors={
                        position: blocks.StructBlockValidationError(block_errors={"level": error})
                    }
                )
        return cleaned
