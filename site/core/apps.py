from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Socle"

    def ready(self):
        from . import checks, lookups  # noqa: F401  registers the house rules, and a lookup
        from .signals import connect
        from .signin import checks as signin_checks  # noqa: F401

        connect()
