"""Factories of every model, and a registry of those of pages."""

import importlib
import pkgutil

import factory


def factory_for(model):
    """The factory of a page type.

    :raises LookupError: nobody wrote one, which no page type may land without.
    """
    for module in pkgutil.iter_modules(__path__):
        content = vars(importlib.import_module(f"{__name__}.{module.name}"))
        for value in content.values():
            is_factory = isinstance(value, type) and issubclass(value, factory.Factory)
            if is_factory and value._meta.model is model and not value._meta.abstract:
                return value
    raise LookupError(f"Pas de fabrique pour {model._meta.label} dans tests/factories/")
