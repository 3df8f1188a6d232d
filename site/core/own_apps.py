"""Which apps are this project's, among those of Django, Wagtail and others."""

from django.apps import apps
from django.conf import settings


def own_app_labels() -> list[str]:
    """Labels of the apps of `OUR_APPS`, in their order: « home », « agenda », « resources »…"""
    labels = {config.name: config.label for config in apps.get_app_configs()}
    return [labels[name] for name in settings.OUR_APPS]
