from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from . import renewals


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Socle"

    def ready(self):
        # Every app connects its signals and fills the registries of the apps below it at the top level of its
        # `startup.py`: models are loaded, so nothing needs a late import. In the order of INSTALLED_APPS, top down.
        autodiscover_modules("startup")
        # Once everybody has said what renews what is remembered.
        renewals.connect()
