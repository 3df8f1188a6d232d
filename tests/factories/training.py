"""Factories of the administrators' path."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from resources.training.models import (
    Registration,
    TrainingModulePage,
    TrainingPathPage,
    TrainingSession,
)
from territories.tree import tree

from .home import TerritorialPageFactory, section, some_territory


class TrainingPathPageFactory(TerritorialPageFactory):
    """The section that `create_site` made in the region: there is only one."""

    class Meta:
        model = TrainingPathPage

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        some_territory()
        return section(tree().region, "parcours-administrateurs")


class TrainingModulePageFactory(TerritorialPageFactory):
    """A module, under the path that `create_site` made in the region."""

    class Meta:
        model = TrainingModulePage

    hours = 1.5

    @classmethod
    def default_parent(cls, territory):
        return section(tree().region, "parcours-administrateurs")


class TrainingSessionFactory(DjangoModelFactory):
    class Meta:
        model = TrainingSession

    module = factory.SubFactory(TrainingModulePageFactory)
    start = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    end = factory.LazyAttribute(lambda session: session.start + timedelta(hours=2))
    territory = factory.LazyAttribute(lambda session: session.module.territory)
    place = "Maison des associations"


class RegistrationFactory(DjangoModelFactory):
    class Meta:
        model = Registration

    session = factory.SubFactory(TrainingSessionFactory)
    name = "Une personne"
    email = factory.Sequence(lambda n: f"personne-{n}@exemple.test")
