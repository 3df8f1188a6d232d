"""Chapters of the guide, drawn from their Markdown."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(settings.BASE_DIR, "docs", "guide")
START = "index"


@dataclass(frozen=True)
class Chapter:
    """Its title, and the rest as HTML."""

    title: str
    html: SafeString


def names() -> set[str]:
    """Names of the chapters, as their files have them, without the extension."""
    return {path.stem for path in FOLDER.glob("*.md")}


def address(name: str) -> str:
    """Address of a chapter in the admin."""
    return reverse("guide") if name == START else reverse("guide_chapter", args=[name])


@lru_cache(maxsize=32)
def chapter(name: str) -> Chapter:
    """Read a chapter; links to other chapters and pictures lead to the admin's own.

    :raises LookupError: no such chapter.
    """
    if name not in names():
        raise LookupError(name)
    markdown = MarkdownIt("commonmark").enable("table")
    tokens = markdown.parse((FOLDER / f"{name}.md").read_text(encoding="utf-8"))
    # Each file opens with its title, which the admin's own header shows.
    title, rest = tokens[1].content, tokens[3:]
    for token in rest:
        for child in token.children or ():
            _lead_to_the_admin(child)
    # Ours, under version control: no visitor and no editor writes it.
    html = markdown.renderer.render(rest, markdown.options, {})
    return Chapter(title, mark_safe(html))  # noqa: S308


def _lead_to_the_admin(token: Token) -> None:
    if token.type == "link_open":
        target = str(token.attrs["href"])
        if target.endswith(".md"):
            token.attrs["href"] = address(target.removesuffix(".md"))
    elif token.type == "image":
        picture = Path(str(token.attrs["src"]))
        token.attrs["src"] = reverse("guide_picture", args=[picture.name])
        token.attrs["loading"] = "lazy"
