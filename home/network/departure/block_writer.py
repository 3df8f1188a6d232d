"""Blocks of a page as plain HTML: headings, paragraphs, lists, tables, figures, links."""

from typing import Any, Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import blocks
from wagtail.blocks import StructValue
from wagtail.contrib.table_block.blocks import TableBlock

from core.models import SiteImage

NOTHING = SafeString("")
# How a block looks, or what another one already tells.
LOOKS = {"level", "style", "first_open", "alt_text", "decorative"}
# What a block is about: first, and in bold.
HEADS = ("title", "question", "label")
LEVELS = {"h2": "h2", "h3": "h3", "h4": "h4"}
CELLS = (
    *(blocks.CharBlock, blocks.IntegerBlock, blocks.DecimalBlock, blocks.DateBlock),
    *(blocks.ChoiceBlock, blocks.BooleanBlock),
)


def _is_empty(value) -> bool:
    return value is None or value is False or value in ("", [])


class ValueWriter(Protocol):
    """What writes all that is no block (`html_writer.Writer`): it has a `BlockWriter` of its own."""

    def words(self, value: Any) -> SafeString: ...

    def value(self, value: Any) -> SafeString: ...

    def link(self, target: Any, words: str = "") -> SafeString: ...

    def image(self, image: SiteImage, alt: str | None = None, caption: str = "") -> SafeString: ...


class BlockWriter:
    """Write the value of a block; `writer` writes what is no block."""

    def __init__(self, writer: ValueWriter):
        self.writer = writer

    def write(self, block: blocks.Block, value) -> SafeString:
        """Any block, as paragraphs."""
        match block:
            case blocks.StreamBlock():
                return self._all((child.block, child.value) for child in value)
            case blocks.ListBlock():
                return self._all((child.block, child.value) for child in value.bound_blocks)
            case blocks.StructBlock():
                return self._struct(value)
            case TableBlock():
                return self._table(value or {})
            case blocks.URLBlock():
                return self.writer.link(value, value)
        return self.writer.value(self._choice_label(block, value))

    def _all(self, pairs) -> SafeString:
        pairs = [(block, value) for block, value in pairs if not _is_empty(value)]
        if pairs and all(isinstance(b, blocks.CharBlock) for b, _ in pairs):
            items = format_html_join("", "<li>{}</li>", ((value,) for _, value in pairs))
            return format_html("<ul>{}</ul>", items)
        return format_html_join("\n", "{}", ((self.write(*pair),) for pair in pairs))

    @staticmethod
    def _choice_label(block: blocks.Block, value):
        """The words of a choice rather than its code."""
        if isinstance(block, blocks.ChoiceBlock) and value:
            known: dict[Any, str] = {}
            for key, label in block.field.choices:
                known |= dict(label) if isinstance(label, (list, tuple)) else {key: label}
            return known.get(value, value)
        return value

    def _struct(self, value: StructValue) -> SafeString:
        children = dict(value.bound_blocks)
        if level := LEVELS.get(value.get("level") or ""):
            return format_html("<{0}>{1}</{0}>", level, value.get("title"))
        parts, cells, told = [], [], set(LOOKS)
        if image := value.get("image"):
            alt = "" if value.get("decorative") else value.get("alt_text")
            parts.append(self.writer.image(image, alt, value.get("caption") or ""))
            told |= {"image", "caption"}
        words = next((value[name] for name in HEADS if value.get(name)), "")
        if target := value.get("document") or value.get("page") or value.get("url"):
            parts.append(self.writer.link(target, words))
            told |= {"document", "page", "url", *HEADS}
        elif words:
            parts.append(format_html("<p><strong>{}</strong></p>", words))
            told |= {next(name for name in HEADS if value.get(name))}
        for name, child in children.items():
            if name in told or _is_empty(child.value):
                continue
            if isinstance(child.block, CELLS):
                cells.append((child.block.label, self._cell(child)))
            else:
                parts.append(self.write(child.block, child.value))
        if cells:
            parts.append(
                format_html("<p><small>{}</small></p>", format_html_join(" · ", "{} : {}", cells))
            )
        return format_html_join("\n", "{}", ((part,) for part in parts if part))

    def _cell(self, child) -> str:
        if child.value is True:
            return "oui"
        return self.writer.words(self._choice_label(child.block, child.value))

    @staticmethod
    def _table(value: dict) -> SafeString:
        rows = value.get("data") or []
        head = value.get("first_row_is_table_header") or value.get("table_header_choice") == "row"
        lines = []
        for number, row in enumerate(rows):
            tag = "th" if head and number == 0 else "td"
            cells = format_html_join("", f"<{tag}>{{}}</{tag}>", ((cell or "",) for cell in row))
            lines.append((cells,))
        return format_html("<table>{}</table>", format_html_join("", "<tr>{}</tr>", lines))
