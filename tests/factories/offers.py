"""Factories of the service offer."""

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from offers.models import LocalOffer, OfferIndexPage, OfferPage, StrategicAxis, WelcomeRequest
from territories.models import Audience
from territories.tree import tree

from .home import TerritorialPageFactory, section, some_territory


def french() -> Locale:
    return Locale.objects.get_or_create(language_code="fr")[0]


class AudienceFactory(DjangoModelFactory):
    class Meta:
        model = Audience
        django_get_or_create = ("code", "locale")

    locale = factory.LazyFunction(french)
    code = "porteurs-projet"
    label = factory.LazyAttribute(lambda audience: audience.code.replace("-", " ").capitalize())


class StrategicAxisFactory(DjangoModelFactory):
    class Meta:
        model = StrategicAxis
        django_get_or_create = ("number", "locale")

    locale = factory.LazyFunction(french)
    number = 1
    title = factory.LazyAttribute(lambda axis: f"Axe numéro {axis.number}")
    aims = factory.LazyFunction(
        lambda: [("aim", "Faire de l’ESS le cœur des politiques publiques")]
    )


class OfferIndexPageFactory(TerritorialPageFactory):
    """The section that `create_site` made in the region: there is only one."""

    class Meta:
        model = OfferIndexPage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        some_territory()
        return section(tree().region, "etre-accompagne")


class OfferPageFactory(TerritorialPageFactory):
    """An offer, under the index that `create_site` made in the region."""

    class Meta:
        model = OfferPage

    hook = "J’ai une idée"
    promise = "On en parle une heure, près de chez vous."

    @classmethod
    def default_parent(cls, territory):
        return section(tree().region, "etre-accompagne")


class LocalOfferFactory(DjangoModelFactory):
    class Meta:
        model = LocalOffer

    offer = factory.SubFactory(OfferPageFactory)
    territory = factory.LazyAttribute(lambda local: local.offer.territory)
    dates = "Le premier mardi du mois"


class WelcomeRequestFactory(DjangoModelFactory):
    class Meta:
        model = WelcomeRequest

    territory = factory.LazyAttribute(lambda request: tree().region)
    email = "personne@exemple.test"
    message = "J’ai une idée"
