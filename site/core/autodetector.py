"""Migrations hold what tables are made of, and none of the words that people read (decision 0094)."""

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Field
from taggit.managers import TaggableManager

from core.own_apps import own_app_labels
from core.upstream import forget_label

WORDS_OF_MODELS = ("verbose_name", "verbose_name_plural")


def _without_words(field: Field) -> None:
    """Take label, help and choices away from a copy of a field."""
    forget_label(field)
    field.help_text = ""
    if getattr(field, "choices", None):
        field.choices = None


def forget_words(model: ModelState) -> None:
    """Take the words of a model and of its fields away from the state that migrations compare."""
    for name in WORDS_OF_MODELS:
        model.options.pop(name, None)
    for field in model.fields.values():
        # taggit's manager, no field of Django's, keeps its words through a copy: they are its own anyway.
        if not isinstance(field, TaggableManager):
            _without_words(field)


class WordlessAutodetector(MigrationAutodetector):
    """Django's, blind to the labels, help texts and choices of our apps: changing them costs no migration."""

    def __init__(self, from_state: ProjectState, to_state: ProjectState, questioner=None):
        labels = set(own_app_labels())
        for (label, _name), model in to_state.models.items():
            if label in labels:
                forget_words(model)
        super().__init__(from_state, to_state, questioner)
