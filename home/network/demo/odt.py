"""A small OpenDocument text, written with the standard library: real headings, lists and a language.

Such a file can be read aloud, adapted and printed; nothing more is needed for a kit.
"""

import io
import re
import zipfile
from html import escape

from .markup import typo

MIMETYPE = "application/vnd.oasis.opendocument.text"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
        "manifest": "manifest",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Fixed date inside the zip: the same text always gives the same file.
_DATE = (2026, 1, 1, 0, 0, 0)

_MANIFEST = (
    f'{_HEAD}<manifest:manifest {_NAMESPACES} manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml")
    )
    + "</manifest:manifest>"
)


def _style(name: str, label: str, parent: str, text: str, paragraph: str) -> str:
    outline = f' style:default-outline-level="{name[-1]}"' if name.startswith("Heading") else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{label}" style:family="paragraph"'
        f"{f' style:parent-style-name={parent!r}' if parent else ''}{outline}>"
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    ).replace("'", '"')


_STYLES = (
    f'{_HEAD}<office:document-styles {_NAMESPACES} office:version="1.3"><office:styles>'
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="fr" '
    'fo:country="FR" fo:font-size="12pt" fo:font-family="Arial, Liberation Sans, sans-serif" '
    'fo:color="#14284b"/></style:default-style>'
    + _style("Standard", "Standard", "", 'fo:font-size="12pt"', 'fo:margin-bottom="0.25cm"')
    + _style(
        "Heading_20_1", "Heading 1", "Standard",
        'fo:font-size="24pt" fo:font-weight="bold"', 'fo:margin-bottom="0.6cm"',
    )
    + _style(
        "Heading_20_2", "Heading 2", "Standard",
        'fo:font-size="16pt" fo:font-weight="bold"',
        'fo:margin-top="0.7cm" fo:margin-bottom="0.3cm" fo:keep-with-next="always"',
    )
    + '<text:list-style style:name="Puces">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="–"><style:list-level-properties '
    'text:list-level-position-and-space-mode="label-alignment"/></text:list-level-style-bullet>'
    '</text:list-style><text:list-style style:name="Nombres">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix=".">'
    '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"/>'
    "</text:list-level-style-number></text:list-style></office:styles></office:document-styles>"
)  # fmt: skip


def _heading(text: str, level: int) -> str:
    style = f'text:style-name="Heading_20_{level}" text:outline-level="{level}"'
    return f"<text:h {style}>{escape(typo(text))}</text:h>"


def _paragraph(text: str) -> str:
    return f'<text:p text:style-name="Standard">{escape(typo(text))}</text:p>'


def _list(lines: list[str]) -> str:
    name = "Puces" if lines[0].startswith("-") else "Nombres"
    texts = [re.sub(r"^(-|\d+\.) +", "", line) for line in lines]
    items = "".join(f"<text:list-item>{_paragraph(text)}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{name}">{items}</text:list>'


def _body(text: str) -> str:
    parts = []
    for chunk in re.split(r"\n\s*\n", text.strip()):
        lines = [line.strip() for line in chunk.splitlines()]
        if lines[0].startswith("## "):
            parts.append(_heading(lines[0][3:], 2))
            lines = lines[1:]
        if lines and re.match(r"-|\d+\.", lines[0]):
            parts.append(_list(lines))
        elif lines:
            parts.append(_paragraph(" ".join(lines)))
    return "".join(parts)


def odt(title: str, text: str, licence: str) -> bytes:
    """The bytes of an ODT file with this title and this text (`##` headings, lists, paragraphs)."""
    content = (
        f'{_HEAD}<office:document-content {_NAMESPACES} office:version="1.3"><office:body>'
        f"<office:text>{_heading(title, 1)}{_body(text)}{_paragraph(licence)}</office:text>"
        "</office:body></office:document-content>"
    )
    meta = (
        f'{_HEAD}<office:document-meta {_NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'office:version="1.3"><office:meta><dc:title>{escape(title)}</dc:title>'
        "<dc:language>fr-FR</dc:language></office:meta></office:document-meta>"
    )
    files = {
        "mimetype": MIMETYPE,  # first and not compressed, as the format asks
        "content.xml": content,
        "styles.xml": _STYLES,
        "meta.xml": meta,
        "META-INF/manifest.xml": _MANIFEST,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()
