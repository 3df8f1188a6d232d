from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "resources.observatory"
    verbose_name = "Observatoire"
