from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = "Territoires"

    def ready(self):
        from core.signin import has_second_factor, rules

        from . import checks  # noqa: F401  registers the house rules
        from .signals import connect
        from .team import access, people

        connect()
        access.second_factor.append(has_second_factor)
        rules.may_reset_too.append(people.may_reset_second_factor)
