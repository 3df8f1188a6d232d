"""Reading the content files: TOML entries that know where they stand, and say so when wrong."""

import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from .errors import ContentError
from .markup import MarkupError, blocks, html, typo

CONTENT = Path(__file__).parent / "content"


@lru_cache(maxsize=32)
def _parse(path: Path, modified: int) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(path.name, f"fichier illisible ({error})") from error


def read_file(name: str, folder: Path = CONTENT) -> dict[str, Any]:
    """Return the parsed content of `<folder>/<name>.toml`."""
    path = folder / f"{name}.toml"
    try:
        return _parse(path, path.stat().st_mtime_ns)
    except FileNotFoundError as error:
        raise ContentError(path.name, "fichier introuvable") from error


class Entry:
    """One entry of a content file. Every value read is checked, every key never read is an error.

    >>> for entry in entries("outils", "fiche"):
    ...     title = entry.text("titre")
    """

    def __init__(self, values: dict[str, Any], where: str):
        self._values = values
        self._read: set[str] = set()
        label = values.get("code") or values.get("titre") or values.get("nom")
        self.where = f"{where}, « {label} »" if label else where

    def error(self, message: str) -> ContentError:
        return ContentError(self.where, message)

    def get(self, key: str, kind: type | tuple[type, ...] = str, default: Any = None) -> Any:
        """The value of `key`, of the given type; `default` when it is absent."""
        self._read.add(key)
        if key not in self._values:
            return default
        value = self._values[key]
        if not isinstance(value, kind):
            raise self.error(f"« {key} » n’est pas du bon genre ({value!r})")
        return value

    def need(self, key: str, kind: type | tuple[type, ...] = str) -> Any:
        """The value of `key`; an error when it is absent."""
        value = self.get(key, kind)
        if value is None:
            raise self.error(f"« {key} » manque")
        return value

    def text(self, key: str, default: str = "") -> str:
        """Text on one line, in French typography."""
        return typo(self.get(key, str, default))

    def html(self, key: str) -> str:
        """Rich text without headings."""
        return self.markup(html, self.get(key, str, ""))

    def blocks(self, key: str) -> list:
        """Blocks of a page."""
        return self.markup(blocks, self.get(key, str, ""))

    def markup(self, function, text: str):
        """Apply a function of `markup`, naming the entry when the text is badly written."""
        try:
            return function(text)
        except MarkupError as error:
            raise self.error(str(error)) from error

    def choice(self, key: str, choices, default: str = "") -> str:
        """A code among those of a Django `TextChoices`."""
        value = self.get(key, str, default)
        if value and value not in choices.values:
            known = ", ".join(choices.values)
            raise self.error(f"« {key} » vaut « {value} » ; possibles : {known}")
        return value

    def pair(self, key: str) -> tuple[int | None, int | None]:
        """Two bounds, « [15, 40] »."""
        bounds = self.get(key, list, [None, None])
        if len(bounds) != 2:
            raise self.error(f"« {key} » attend deux nombres")
        return bounds[0], bounds[1]

    def children(self, key: str) -> list["Entry"]:
        """Entries inside this one."""
        values = self.get(key, list, [])
        return [Entry(v, f"{self.where}, {key} n° {i}") for i, v in enumerate(values, start=1)]

    def done(self) -> None:
        """Refuse the keys that nobody read: they are spelling mistakes."""
        unknown = sorted(set(self._values) - self._read)
        if unknown:
            raise self.error(f"mot inconnu : {', '.join(f'« {key} »' for key in unknown)}")


def entries(
    name: str, key: str, folder: Path = CONTENT, kept: Callable[[dict], bool] = lambda values: True
) -> Iterator[Entry]:
    """The entries `[[key]]` of a file, each checked for unknown keys once it has been used.

    :param kept: asked of the values of each entry; the others are passed over.
    """
    for values in filter(kept, read_file(name, folder).get(key, [])):
        entry = Entry(values, f"{name}.toml")
        yield entry
        entry.done()


def one(name: str, key: str, folder: Path = CONTENT) -> Entry:
    """The entry `[key]` of a file."""
    values = read_file(name, folder).get(key)
    if values is None:
        raise ContentError(f"{name}.toml", f"la partie [{key}] manque")
    return Entry(values, f"{name}.toml, [{key}]")
