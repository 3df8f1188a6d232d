"""The page types of this project."""

from wagtail.models import Page, get_page_models

from core.own_apps import own_app_labels


def our_page_models() -> list[type[Page]]:
    """Page types of this project, in a stable order."""
    labels = own_app_labels()
    found = [model for model in get_page_models() if model._meta.app_label in labels]
    return sorted(found, key=lambda model: model._meta.label)


def unshown_models() -> list[type]:
    """Those that hold no page to read: what they lead to is found by itself."""
    return [model for model in our_page_models() if not getattr(model, "is_shown", True)]
