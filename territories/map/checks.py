"""House rule of the map, as a system check."""

from pathlib import Path

from django.core import checks

from .shapes import SOURCE, MapError, read


@checks.register
def check_map(app_configs=None, path: Path = SOURCE, **kwargs) -> list[checks.CheckMessage]:
    """The file of the map can be drawn."""
    try:
        read(path)
    except MapError as error:
        return [
            checks.Warning(
                str(error),
                hint="Les sites vont sans carte. Refaites le fichier : manage.py make_map.",
                id="territories.W006",
            )
        ]
    return []
