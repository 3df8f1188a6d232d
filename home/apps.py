from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Éditorial"

    def ready(self):
        from territories.finder.nearby import register_nearby

        from .health import references
        from .nearby import nearby_events, nearby_sheets
        from .signals import connect

        connect()
        references.connect()
        register_nearby(nearby_events, rank=2)
        register_nearby(nearby_sheets, rank=3)
