from django.apps import AppConfig


class SixthKindConfig(AppConfig):
    name = "tests.resources.sixth_kind"
    label = "sixth_kind"
