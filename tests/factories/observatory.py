"""Factories of the observatory."""

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from resources.models import Figure, Indicator, ObservatoryPage

from .home import TerritorialPageFactory


class ObservatoryPageFactory(TerritorialPageFactory):
    class Meta:
        model = ObservatoryPage


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
    value = 13.7
    year = 2021
    published_year = 2023
    producer = "Insee"
    source_url = "https://exemple.test/source"
