"""What the tests of a renaming ask for, and read afterwards."""

from wagtail.models import Page, Site

from home.network.renaming.run import rename
from home.pages.models import HomePage
from territories.models import FormerHost, FormerName, SiteTexts, Territory

NEW = {
    "name": "Portes de Bretagne",
    "short_name": "Portes",
    "site_name": "ESS pays des Portes de Bretagne",
    "name_br": "Porzhioù Breizh",
}
HOST = "portes.test"


def again(territory) -> Territory:
    return Territory.objects.select_related("site__root_page").get(pk=territory.pk)


def renamed(territory, by, host=HOST, **changes) -> Territory:
    rename(territory, NEW | changes, host, by)
    return again(territory)


def every_row() -> tuple:
    models = (Page, Site, Territory, SiteTexts, FormerHost, FormerName, HomePage)
    return tuple(list(model.objects.order_by("pk").values()) for model in models)
