from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "Centre de ressources"

    def ready(self):
        from .observatory import signals as observatory
        from .signals import connect

        connect()
        observatory.connect()
