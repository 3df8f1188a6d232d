from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "home.news"
    verbose_name = "Nouvelles"
