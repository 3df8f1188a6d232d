"""Factories of every model, and a registry of those of pages."""

import importlib
import pkgutil


def factory_for(model):
    """The factory of a page type.

    :raises LookupError: nobody wrote one, which no page type may land without.
    """
    for module in pkgutil.iter_modules(__path__):
        content = vars(importlib.import_module(f"{__name__}.{module.name}"))
        for value in content.values():
            meta = getattr(value, "_meta", None)
            if getattr(meta, "model", None) is model and not meta.abstract:
                return value
    raise LookupError(f"Pas de fabrique pour {model._meta.label} dans tests/factories/")
