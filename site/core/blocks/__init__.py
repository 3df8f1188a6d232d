"""Blocks of running pages, by family. A page takes them all through `BodyStreamBlock`."""

from .body import BodyStreamBlock
from .data import KeyFigureBlock, KeyFiguresBlock, TableBlock
from .layout import (
    AccordionBlock,
    ButtonBlock,
    CardsBlock,
    MessageBlock,
    StepsBlock,
    TimelineBlock,
)
from .links import LinkBlock, LinkValue
from .media import DocumentsBlock, FigureBlock, GalleryBlock, VideoLinkBlock
from .text import HeadingBlock, HighlightBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "AccordionBlock",
    "BodyStreamBlock",
    "ButtonBlock",
    "CardsBlock",
    "DocumentsBlock",
    "FigureBlock",
    "GalleryBlock",
    "HeadingBlock",
    "HighlightBlock",
    "KeyFigureBlock",
    "KeyFiguresBlock",
    "LinkBlock",
    "LinkValue",
    "MessageBlock",
    "ParagraphBlock",
    "QuoteBlock",
    "StepsBlock",
    "TableBlock",
    "TimelineBlock",
    "VideoLinkBlock",
]
