from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Socle"

    def ready(self):
        # Register the house rules, how dates are typed, and a lookup.
        from . import checks, date_inputs, lookups  # noqa: F401
        from .signals import connect
        from .signin import checks as signin_checks  # noqa: F401

        connect()
