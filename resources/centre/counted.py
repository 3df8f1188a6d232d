"""Rows that count for a sheet (`Kind.counted`): which sheets change with one of them."""

from functools import partial

from django.db.models import Model
from django.db.models.signals import pre_save

from .registry import kinds

# Set on a counted row between `pre_save` and `post_save`: the sheet that it counted for.
BEFORE = "_sheet_before"


def counted() -> list[type[Model]]:
    """rows that a kind of sheets counts (adoptions)"""
    return [model for kind in kinds() for model in kind.counted]


def sheets_of(sender: type[Model], instance: Model, **kwargs) -> set[int]:
    """Ids of the sheets that a counted row counts for, and counted for before it was saved."""
    (attribute,) = (kind.counted[sender] for kind in kinds() if sender in kind.counted)
    return {getattr(instance, attribute), getattr(instance, BEFORE, None)} - {None}


def note_sheet(attribute: str, sender: type[Model], instance: Model, **kwargs) -> None:
    """Signal handler: the row may count for another sheet in a moment."""
    known = sender._base_manager.filter(pk=instance.pk)
    setattr(instance, BEFORE, known.values_list(attribute, flat=True).first())


def connect() -> None:
    """Once every kind is registered."""
    for kind in kinds():
        for model, attribute in kind.counted.items():
            pre_save.connect(partial(note_sheet, attribute), sender=model, weak=False)
