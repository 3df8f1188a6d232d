"""House rule: migrations carry neither blocks nor the words that people read (decision 0094)."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from wagtail.fields import StreamField as WagtailStreamField

from core.fields import StreamField
from core.own_apps import own_app_labels

CARRIED = re.compile(r"\b(block_lookup|wagtail\.blocks|wagtail\.fields\.StreamField)\b")


def own_migrations() -> Iterator[Path]:
    """Files of the migrations of our apps."""
    for label in own_app_labels():
        yield from sorted(Path(apps.get_app_config(label).path, "migrations").glob("[0-9]*.py"))


def migration_faults(path: Path) -> list[CheckMessage]:
    """What a migration carries that no table needs."""
    if not (found := CARRIED.search(path.read_text(encoding="utf-8"))):
        return []
    return [
        Error(
            f"La migration {path.parent.parent.name}/{path.name} contient des blocs ({found[0]}).",
            hint="Donnez au champ la classe core.fields.StreamField, puis refaites la migration.",
            id="core.E021",
        )
    ]


@register()
def check_migrations(app_configs=None, **kwargs) -> list[CheckMessage]:
    """core.E021: a migration carries blocks."""
    return [fault for path in own_migrations() for fault in migration_faults(path)]


@register()
def check_stream_fields(app_configs=None, **kwargs) -> list[CheckMessage]:
    """core.E022: a field of ours would put its blocks into the next migration."""
    return [
        Error(
            f"{field} est un StreamField de Wagtail : ses blocs iraient dans les migrations.",
            hint="Importez StreamField de core.fields.",
            obj=field,
            id="core.E022",
        )
        for label in own_app_labels()
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.local_fields
        if isinstance(field, WagtailStreamField) and not isinstance(field, StreamField)
    ]
