"""A real change for each signal that renews a generation, by sender: a sender without one fails its test."""

from django.db.models import signals
from wagtail import signals as page_signals
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, PageViewRestriction, Site

from core.models import SiteImage
from offers.models import LocalOffer, StrategicAxis
from resources.centre.models import Adoption, ResourceCentrePage
from resources.observatory.models import Figure, Indicator
from resources.training.models import Registration, TrainingSession
from territories.models import (
    Audience,
    Commune,
    CommuneName,
    Contact,
    Diffusion,
    Epci,
    FormerHost,
    FormerName,
    SiteTexts,
    Territory,
    TerritorySettings,
    Theme,
)
from tests.factories import observatory, offers, resources, territories, training
from tests.factories.home import ContentPageFactory, NewsPageFactory, section
from tests.factories.pages import MODELS, live_page


def _name_of_commune(network):
    return CommuneName.objects.filter(commune=territories.CommuneFactory()).first()


def _adoption(network):
    return resources.make_adoption(resources.ActivityPageFactory(), network.vitre)


def _site(network):
    return Site.objects.create(hostname="neuf.test", root_page=ContentPageFactory())


def _restriction(network):
    return PageViewRestriction.objects.create(page=NewsPageFactory(), restriction_type="login")


def _diffusion(network):
    state = Diffusion.State.ACCEPTED
    return Diffusion.objects.create(page=NewsPageFactory(), territory=network.vitre, state=state)


def _image(network):
    return SiteImage.objects.create(title="x", file=get_test_image_file(), credit="x")


ROWS = {
    Adoption: _adoption,
    Audience: lambda network: resources.make_term(Audience, "jeunes"),
    Commune: lambda network: territories.CommuneFactory(),
    CommuneName: _name_of_commune,
    Contact: lambda network: territories.ContactFactory(),
    Diffusion: _diffusion,
    Epci: lambda network: territories.EpciFactory(),
    Figure: lambda network: observatory.FigureFactory(),
    FormerHost: lambda network: FormerHost.objects.create(
        hostname="vieux.test", territory=network.vitre
    ),
    FormerName: lambda network: FormerName.objects.create(
        folded="vieux nom", name="Vieux nom", territory=network.vitre
    ),
    Indicator: lambda network: observatory.IndicatorFactory(),
    LocalOffer: lambda network: offers.LocalOfferFactory(),
    Locale: lambda network: Locale.objects.get_or_create(language_code="br")[0],
    PageViewRestriction: _restriction,
    Registration: lambda network: training.RegistrationFactory(),
    Site: _site,
    SiteImage: _image,
    SiteTexts: lambda network: SiteTexts.objects.filter(site=network.vitre.site).first(),
    StrategicAxis: lambda network: offers.StrategicAxisFactory(),
    Territory: lambda network: territories.TerritoryFactory(),
    TerritorySettings: lambda network: TerritorySettings.for_site(network.vitre.site),
    Theme: lambda network: resources.make_term(Theme, "habitat"),
    TrainingSession: lambda network: training.TrainingSessionFactory(),
}


def made(model, network):
    """A row of this model, or a live page.

    :raises LookupError: nobody wrote here how to make one.
    """
    if model in MODELS:
        return live_page(model, network)
    if model not in ROWS:
        raise LookupError(f"No row of {model._meta.label} in tests/generations/changes.py")
    return ROWS[model](network)


def _page(generation: str, network):
    """A page whose changes renew this generation."""
    if generation == "catalogue":
        return ResourceCentrePage.objects.get()
    if generation == "sheets":
        return resources.ToolPageFactory()
    return section(network.vitre, "contact") if generation == "structure" else NewsPageFactory()


def _rename(page) -> None:
    page.slug = "une-autre-adresse"
    page.save()


PAGE_CHANGES = {
    page_signals.page_published: lambda page: page.save_revision().publish(),
    page_signals.page_unpublished: lambda page: page.unpublish(),
    page_signals.page_slug_changed: _rename,
    page_signals.post_page_move: lambda page: page.move(page.get_parent(), pos="first-child"),
}
ROW_CHANGES = {
    signals.post_save: lambda row: row.save(),
    signals.post_delete: lambda row: row.delete(),
    signals.m2m_changed: lambda local: local.contacts.add(territories.ContactFactory()),
}


def prepare(connection, network):
    """Make what is about to change; return a function that changes it, so that `connection` hears of it.

    :raises LookupError: nobody wrote here how.
    """
    signal, sender = connection.signal, connection.sender
    if signal in PAGE_CHANGES:
        change, row = PAGE_CHANGES[signal], _page(connection.generation.name, network)
    elif signal is signals.m2m_changed:
        if sender is not LocalOffer.contacts.through:
            raise LookupError(f"No change of {sender} in tests/generations/changes.py")
        change, row = ROW_CHANGES[signal], offers.LocalOfferFactory()
    else:
        change, row = ROW_CHANGES[signal], made(sender, network)
        row = type(row).objects.get(pk=row.pk)
    return lambda: change(row)
