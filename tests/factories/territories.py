"""Factories of territories, geography and contacts: each makes what its row needs."""

import factory
from factory.django import DjangoModelFactory

from territories.models import Commune, CommuneName, Contact, Epci, Scale, Territory


class TerritoryFactory(DjangoModelFactory):
    """A pays without a site; `parent` says under which groupement."""

    class Meta:
        model = Territory
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"pays-{n}")
    scale = Scale.PAYS
    name = factory.LazyAttribute(lambda t: f"Pays {t.code}")
    site_name = factory.LazyAttribute(lambda t: f"ESS pays {t.code}")
    short_name = factory.LazyAttribute(lambda t: t.code.capitalize())


class RegionFactory(TerritoryFactory):
    code = "bretagne"
    scale = Scale.REGION
    name = "Bretagne"
    site_name = "ESS Bretagne"


class EpciFactory(DjangoModelFactory):
    class Meta:
        model = Epci
        django_get_or_create = ("siren",)

    siren = factory.Sequence(lambda n: f"{900000000 + n}")
    name = factory.LazyAttribute(lambda e: f"Communauté {e.siren}")
    slug = factory.LazyAttribute(lambda e: f"epci-{e.siren}")
    kind = "CC"


class CommuneFactory(DjangoModelFactory):
    """A commune; `former` names are those of the communes it took in."""

    class Meta:
        model = Commune
        django_get_or_create = ("insee",)
        skip_postgeneration_save = True

    insee = factory.Sequence(lambda n: f"35{900 + n}")
    name = factory.Sequence(lambda n: f"Commune-{n}")
    department = factory.LazyAttribute(lambda c: c.insee[:2])
    postcodes = ["35000"]
    population = 1000
    population_year = 2023

    @factory.post_generation
    def former(self, create, extracted, **kwargs):
        from territories.geography.folding import fold

        for label in extracted or ():
            CommuneName.objects.create(
                commune=self, folded=fold(label), label=label, kind=CommuneName.Kind.FORMER
            )


class ContactFactory(DjangoModelFactory):
    """A published function, not a person."""

    class Meta:
        model = Contact
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Accueil {n}")
    territory = factory.SubFactory(TerritoryFactory)
    email = factory.Sequence(lambda n: f"accueil-{n}@example.org")
    is_published = True

    @factory.post_generation
    def epcis(self, create, extracted, **kwargs):
        if extracted:
            self.epcis.set(extracted)
