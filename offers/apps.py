from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "offers"
    verbose_name = "Offre de services"

    def ready(self):
        from territories.finder.nearby import register_nearby

        from .listing import nearby_offers
        from .signals import connect

        connect()
        register_nearby(nearby_offers, rank=1)
