"""Names of files inside the zip: in UTF-8, readable, the same each time, and never above its root."""

import re
from pathlib import PurePosixPath

from django.utils.text import slugify

LONGEST = 60
APOSTROPHES = str.maketrans("'’", "  ")
EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")


def plain_name(pk: int, text: str) -> str:
    """A name made of letters, figures and hyphens; the number makes it unique."""
    apart = text.translate(APOSTROPHES)  # slugify drops them: « l’été » would be « lété »
    words = slugify(apart, allow_unicode=True)[:LONGEST].strip("-")
    return f"{pk}-{words}" if words else str(pk)


def file_name(pk: int, title: str, path: str) -> str:
    """The same for a file of the library, with its extension when it is a plain one."""
    extension = PurePosixPath(path).suffix.lower()
    return plain_name(pk, title) + (extension if EXTENSION.fullmatch(extension) else "")
