from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = "Territoires"

    def ready(self):
        from . import checks  # noqa: F401  registers the house rules
        from .signals import connect

        connect()
