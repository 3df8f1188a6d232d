"""The light markup of the content files, turned into blocks of a page or into rich text.

## Titre, ### Sous-titre
- une liste           1. une liste numérotée
**gras**, *italique*, [un lien](https://…)
:::message Titre … :::          :::tableau Légende, puis | a | b | … :::
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from core.templatetags.brand import french_typography

Block = tuple[str, object]

_LINK = re.compile(r"\[([^\]]+)\]\((https?://[^\s)]+)\)")
_HEADING = re.compile(r"(#{2,3}) +(.+)")
_ITEM = re.compile(r"(-|\d+\.) +(.+)")
_FENCE = re.compile(r":::(message|tableau) +(.+)")


class MarkupError(ValueError):
    """A text that does not follow the markup."""


def typo(text: str) -> str:
    """Plain text on one line, with the apostrophes and no-break spaces of French print."""
    return french_typography(text.strip())


def _emphasis(text: str) -> str:
    text = escape(typo_keeping_ends(text), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


def typo_keeping_ends(text: str) -> str:
    """French typography that leaves the spaces at both ends, for a part of a sentence."""
    return french_typography(text) if text.strip() else text


def inline(text: str) -> str:
    """Rich text of one line: emphasis and links."""
    parts, at = [], 0
    for match in _LINK.finditer(text):
        parts.append(_emphasis(text[at : match.start()]))
        parts.append(f'<a href="{escape(match[2])}">{_emphasis(match[1])}</a>')
        at = match.end()
    return "".join([*parts, _emphasis(text[at:])])


def _chunks(text: str) -> Iterator[list[str]]:
    """Groups of lines that belong together: a paragraph, a list, a heading or a fenced part."""
    chunk: list[str] = []
    fenced = False
    for line in text.strip().splitlines():
        if not fenced and (not line.strip() or _HEADING.match(line) or _FENCE.match(line)):
            if chunk:
                yield chunk
            chunk = []
        if not line.strip() and not fenced:
            continue
        if not fenced and _HEADING.match(line):
            yield [line]
            continue
        fenced = bool(_FENCE.match(line)) or (fenced and line.strip() != ":::")
        chunk.append(line.rstrip())
    if fenced:
        raise MarkupError(f"« {chunk[0]} » n’est pas refermé par « ::: »")
    if chunk:
        yield chunk


def _lines_html(lines: list[str]) -> str:
    """Paragraphs and lists of one chunk; a paragraph may run over several lines."""
    html = []
    for kind, group in groupby(lines, key=lambda line: (m := _ITEM.match(line)) and m[1][-1]):
        found = list(group)
        if kind:
            tag = "ul" if kind == "-" else "ol"
            matches = filter(None, map(_ITEM.match, found))
            items = "".join(f"<li>{inline(match[2])}</li>" for match in matches)
            html.append(f"<{tag}>{items}</{tag}>")
        else:
            html.append(f"<p>{inline(' '.join(found))}</p>")
    return "".join(html)


def _fenced_block(lines: list[str]) -> Block:
    [(name, title)] = _FENCE.findall(lines[0])
    inside = lines[1:-1]
    if name == "message":
        return message(title, "\n".join(inside))
    rows = [[typo(cell) for cell in line.strip().strip("|").split("|")] for line in inside]
    if len({len(row) for row in rows}) != 1:
        raise MarkupError(f"« {title} » : toutes les lignes n’ont pas le même nombre de cases")
    table = {
        "data": rows,
        "table_header_choice": "both",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
    }
    return "table", {"caption": typo(title), "table": table, "source": ""}


def message(title: str, text: str, level: str = "info") -> Block:
    """A message block: a title word and a few lines."""
    return "message", {"level": level, "title": typo(title), "text": html(text)}


def blocks(text: str) -> list[Block]:
    """Blocks of a `BodyStreamBlock`. Text that follows text stays in one block."""
    found: list[Block] = []
    for lines in _chunks(text):
        heading = _HEADING.match(lines[0])
        if heading:
            found.append(("heading", {"title": typo(heading[2]), "level": f"h{len(heading[1])}"}))
        elif _FENCE.match(lines[0]):
            found.append(_fenced_block(lines))
        elif found and found[-1][0] == "text":
            found[-1] = ("text", f"{found[-1][1]}{_lines_html(lines)}")
        else:
            found.append(("text", _lines_html(lines)))
    return found


def html(text: str) -> str:
    """Rich text without headings, for a field that has a title of its own."""
    return "".join(_text_only(block) for block in blocks(text))


def _text_only(block: Block) -> str:
    if block[0] != "text":
        raise MarkupError("ce champ n’accepte ni titre, ni message, ni tableau")
    return str(block[1])
