"""What the content files ask for, with every reference resolved and nothing written yet."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from territories.models import Territory


@dataclass
class Planned:
    """A page to make, or a standard page to fill."""

    where: str
    model: type[Page]
    site: Territory
    # Address under the home page of `site`; the last part is the page's own slug.
    path: str
    fields: dict[str, Any]
    relations: dict[str, list] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    image: str = ""
    documents: list[str] = field(default_factory=list)
    # Name of the stream that points to other sheets, and the slugs it points to.
    related: tuple[str, list[str]] = ("related", [])
    activity: str = ""
    is_draft: bool = False
    # A standard page, made with the site: filled unless somebody has written in it.
    fills: bool = False
    diffusion: dict[str, list[Territory]] = field(default_factory=dict)
    # Rows that belong to the page, made right after it.
    after: Callable[[Page], None] | None = None

    @property
    def slug(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def parent_path(self) -> str:
        return self.path.rpartition("/")[0]
