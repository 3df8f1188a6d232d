"""A row of each model that belongs to a territory, bearing a word: what the matrix and the policies' tests act upon."""

from collections.abc import Callable

from django.db.models import Model

from offers.models import LocalOffer, OfferPage, WelcomeRequest
from resources.centre.models import ActivityPage, Adoption
from resources.training.models import Registration, TrainingModulePage, TrainingSession
from territories.models import Contact, Territory

from .offers import LocalOfferFactory, OfferPageFactory, WelcomeRequestFactory
from .resources import ActivityPageFactory, make_adoption
from .territories import ContactFactory
from .training import RegistrationFactory, TrainingModulePageFactory, TrainingSessionFactory


def _contact(territory: Territory, word: str) -> Contact:
    return ContactFactory(territory=territory, name=word, is_published=False)


def _offer(territory: Territory, word: str) -> LocalOffer:
    offer = OfferPage.objects.first() or OfferPageFactory()
    return LocalOfferFactory(offer=offer, territory=territory, text=word)


def _adoption(territory: Territory, word: str) -> Adoption:
    activity = ActivityPage.objects.first() or ActivityPageFactory()
    return make_adoption(activity, territory, audience=word)


def _request(territory: Territory, word: str) -> WelcomeRequest:
    return WelcomeRequestFactory(territory=territory, message=word)


def _session(territory: Territory, word: str) -> TrainingSession:
    module = TrainingModulePage.objects.first() or TrainingModulePageFactory()
    return TrainingSessionFactory(module=module, territory=territory, place=word)


def _registration(territory: Territory, word: str) -> Registration:
    session = TrainingSession.objects.filter(territory=territory).first()
    return RegistrationFactory(session=session or _session(territory, word), name=word)


MAKERS: dict[type[Model], Callable[[Territory, str], Model]] = {
    Contact: _contact,
    LocalOffer: _offer,
    Adoption: _adoption,
    WelcomeRequest: _request,
    TrainingSession: _session,
    Registration: _registration,
}


def make_row(model: type[Model], territory: Territory, word: str = "") -> Model:
    """A row of `model` that belongs to `territory` and says the word, by default its code's.

    :raises LookupError: a model that was declared with `Given.ROWS` and has no maker here.
    """
    if model not in MAKERS:
        raise LookupError(f"Say how to make a {model.__name__} in tests/factories/owned.py.")
    return MAKERS[model](territory, word or f"Zanzibar-{territory.code}")
