"""Factories of the observatory."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from resources.observatory.models import Figure, Indicator, ObservatoryPage
from territories.tree import tree

from .home import TerritorialPageFactory, section, some_territory


class ObservatoryPageFactory(TerritorialPageFactory):
    """The section that `create_site` made in the region: there is only one."""

    class Meta:
        model = ObservatoryPage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        some_territory()
        return section(tree().region, "observatoire")


class IndicatorFactory(DjangoModelFactory):
    """A share by default: the indicator of the first large figure."""

    class Meta:
        model = Indicator
        django_get_or_create = ("code", "locale")

    locale = factory.LazyFunction(lambda: Locale.objects.get_or_create(language_code="fr")[0])
    code = "part-emploi"
    name = "Part de l’emploi"
    unit = "%"
    caption = "de l’emploi"
    decimals = 1
    headline = 1


class FigureFactory(DjangoModelFactory):
    """A published total; give `territory`, or `place_kind` and `place_name`."""

    class Meta:
        model = Figure

    indicator = factory.SubFactory(IndicatorFactory)
    value = Decimal("13.7")
    year = 2021
    published_year = 2023
    producer = "Insee"
    source_url = "https://exemple.test/source"
