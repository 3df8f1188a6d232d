from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Éditorial"

    def ready(self):
        from .health import references
        from .signals import connect

        connect()
        references.connect()
