from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "home.agenda"
    verbose_name = "Agenda"
