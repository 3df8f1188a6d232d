"""Migrations that say that they change words change nothing else."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from wagtail.fields import StreamField

from core.words import ChangeWords

WORDS = {"verbose_name", "help_text", "choices", "block_lookup"}


def columns(state, app: str) -> dict[tuple[str, str], tuple]:
    """What each field of an app is, but for its words: the blocks of a StreamField are words too."""
    found = {}
    for (label, model), drawn in state.models.items():
        if label != app:
            continue
        for name, field in drawn.fields.items():
            _name, path, args, kwargs = field.deconstruct()
            kept = {key: value for key, value in kwargs.items() if key not in WORDS}
            found[model, name] = path, [] if isinstance(field, StreamField) else args, str(kept)
    return found


@pytest.mark.django_db
def test_words_leave_every_column_as_it_is():
    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs()}
    changed = [
        key
        for key, migration in loader.graph.nodes.items()
        if key[0] in ours
        and any(isinstance(o, ChangeWords) for o in loader.get_migration(*key).operations)
    ]
    assert len(changed) >= 6
    for key in changed:
        before = loader.project_state([key], at_end=False)
        after = loader.project_state([key])
        assert columns(before, key[0]) == columns(after, key[0]), key


def test_times_of_a_review_are_said_in_french():
    """Wagtail says them with Django's humanize, whose French is not read until it is installed."""
    said = naturaltime(timezone.now() - timedelta(seconds=44)).replace("\xa0", " ")
    assert said == "il y a 44 secondes"
