from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"
    verbose_name = "Centre de ressources"

    def ready(self):
        from territories.rights import sections

        from .folders import folders_of
        from .observatory import signals as observatory
        from .signals import connect

        connect()
        observatory.connect()
        sections.keepers.append(folders_of)
