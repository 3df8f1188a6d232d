from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "home.pages"
    # The first app of each folder keeps the folder's name: « home.HomePage » (decision 0093).
    label = "home"
    verbose_name = "Éditorial"
