from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "resources.training"
    verbose_name = "Parcours administrateur·trices"
