"""The nightly purge: what is past its date goes, whatever the model."""

from django.db import transaction

from .registry import owned_models


@transaction.atomic
def erase_due() -> dict[str, int]:
    """Delete, or empty of what is personal, all rows whose time is over: how many, by what people call them."""
    erased = {}
    for owned in owned_models():
        personal = owned.personal
        if personal is None or personal.due is None:
            continue
        rows = personal.due.among(owned.model._default_manager.all())
        if personal.blanks:
            erased[owned.title] = rows.exclude(**personal.blanks).update(**personal.blanks)
        else:
            _, by_model = rows.delete()
            erased[owned.title] = by_model.get(owned.model._meta.label, 0)
    return erased
