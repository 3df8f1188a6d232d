from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "home.network"
    verbose_name = "Sites du réseau"
