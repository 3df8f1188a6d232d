"""One style sheet for the browser, several for whoever writes them.

Each request of a style sheet delays the first picture of a page. The sources stay apart in `static/css`;
this finder gives `collectstatic` and the development server their concatenation. No other change is
made to them: no build step, no tool.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

# What the browser asks for → what it is made of, in order, all relative to `static/`.
BUNDLES = {
    "css/site.css": (
        "css/tokens.css",
        "css/base.css",
        "css/components/shell.css",
        "css/components/fields.css",
        "css/components/cards.css",
        "css/components/rows.css",
        "css/components/figures.css",
        "css/components/panels.css",
        "css/components/footer.css",
        "css/pages/homes.css",
        "css/pages/catalogue.css",
        "css/pages/lists.css",
        "css/pages/styleguide.css",
        "css/pages/sections.css",
        "css/print.css",
    ),
}
SOURCES = settings.BASE_DIR / "static"


class BundleFinder(BaseFinder):
    """Finds each bundle in a folder of its own, written again when one of its sources is newer."""

    def __init__(self, app_names=None, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "bundles")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs) -> list[CheckMessage]:
        """Tell of a source that is not there."""
        missing = [
            name for names in BUNDLES.values() for name in names if not (SOURCES / name).exists()
        ]
        return [
            Error(f"static/{name} manque.", hint="Voyez core/bundles.py.", id="core.E010")
            for name in missing
        ]

    def _written(self, name: str) -> Path:
        sources = [SOURCES / source for source in BUNDLES[name]]
        bundle = Path(self.storage.path(name))
        newest = max(source.stat().st_mtime_ns for source in sources)
        if not bundle.exists() or bundle.stat().st_mtime_ns <= newest:
            bundle.parent.mkdir(parents=True, exist_ok=True)
            draft = bundle.with_suffix(".draft")
            draft.write_text("".join(source.read_text("utf-8") for source in sources), "utf-8")
            draft.replace(bundle)
        return bundle

    def find(self, path: str, find_all: bool = False) -> Any:
        """Path of a bundle on disk; nothing for any other file."""
        if path not in BUNDLES:
            return []
        written = str(self._written(path))
        return [written] if find_all else written

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every bundle, for `collectstatic`."""
        for name in BUNDLES:
            self._written(name)
            yield name, self.storage
