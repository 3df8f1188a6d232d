from django.apps import AppConfig


class TerritoriesConfig(AppConfig):
    name = "territories"
    verbose_name = "Territoires"

    def ready(self):
        from core.signin import rules

        from . import checks  # noqa: F401  registers the house rules
        from .diffusion import publication
        from .review import mails
        from .rights import follow
        from .signals import connect
        from .team import people

        connect()
        publication.connect()
        follow.connect()
        mails.connect()
        rules.may_reset_too.append(people.may_reset_second_factor)
