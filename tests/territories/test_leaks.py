"""Nothing of one territory shows on another's site, on any channel, but by diffusion."""

import pytest
from wagtail.models import PageViewRestriction

from territories.models import Diffusion
from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory
from tests.factories.resources import ActivityPageFactory

SECRET = "Zanzibar"
CHANNELS = {
    "home": "/",
    "news": "/actualites/",
    "agenda": "/agenda/",
    "news feed": "/flux/nouvelles/",
    "agenda feed": "/flux/agenda.ics",
    "search": f"/recherche/?q={SECRET}",
    "sitemap": "/sitemap.xml",
    "plan": "/plan-du-site/",
    "landing": "/nous-connaitre/",
    "catalogue": "/ressources/",
    "catalogue search": f"/ressources/?q={SECRET}",
}
LISTING_CHANNELS = ["home", "news", "agenda", "news feed", "agenda feed", "search"]


def text(get, territory, channel: str) -> str:
    """What a visitor reads there, but for her own words in the search field."""
    html = get(territory, CHANNELS[channel]).content.decode()
    return html.replace(f'value="{SECRET}"', "").replace(f"« {SECRET} »", "")


def says(get, territory, channel: str) -> bool:
    """Whether a title, or an address made of it, is there."""
    shown = text(get, territory, channel).replace("\xa0", " ").lower()
    return "zanzibar de" in shown or "zanzibar-de" in shown


@pytest.fixture
def local_pages(network):
    """A live page of each local kind on Vitré's site."""
    return [
        NewsPageFactory(territory=network.vitre, title=f"{SECRET} de nouvelle"),
        EventPageFactory(territory=network.vitre, title=f"{SECRET} de rendez-vous"),
        ContentPageFactory(territory=network.vitre, title=f"{SECRET} de page"),
    ]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("other", ["fougeres", "ess_35", "cornouaille", "region"])
def test_local_pages_stay_at_home(network, get, local_pages, channel, other):
    assert not says(get, getattr(network, other), channel)


@pytest.mark.parametrize("channel", [*LISTING_CHANNELS, "sitemap"])
def test_they_show_at_home(network, get, local_pages, channel):
    assert says(get, network.vitre, channel)


@pytest.mark.parametrize("channel", LISTING_CHANNELS)
def test_what_was_accepted_shows_and_what_was_proposed_or_hidden_does_not(
    network, get, local_pages, channel
):
    for page in local_pages[:2]:
        Diffusion.objects.create(page=page, territory=network.fougeres, state="accepted")
        Diffusion.objects.create(page=page, territory=network.ess_35, state="proposed")
        Diffusion.objects.create(page=page, territory=network.cornouaille, state="hidden")
    assert says(get, network.fougeres, channel)
    assert not says(get, network.ess_35, channel)
    assert not says(get, network.cornouaille, channel)


@pytest.mark.parametrize("channel", LISTING_CHANNELS)
def test_what_is_for_all_of_brittany_shows_unless_hidden(network, get, channel):
    kwargs = {"territory": network.region, "everywhere": True}
    news = NewsPageFactory(title=f"{SECRET} de nouvelle", **kwargs)
    event = EventPageFactory(title=f"{SECRET} de rendez-vous", **kwargs)
    assert says(get, network.vitre, channel)
    for page in (news, event):
        Diffusion.objects.create(page=page, territory=network.vitre, state="hidden")
        # Published again, it must stay hidden.
        page.save_revision().publish()
    assert not says(get, network.vitre, channel)
    assert says(get, network.fougeres, channel)


@pytest.mark.parametrize("channel", CHANNELS)
def test_drafts_and_private_pages_show_nowhere(network, get, channel):
    for factory in (NewsPageFactory, EventPageFactory, ContentPageFactory, ActivityPageFactory):
        factory(territory=network.vitre, title=f"{SECRET} de brouillon", live=False)
        private = factory(territory=network.vitre, title=f"{SECRET} de privé")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
    for territory in network.all:
        assert not says(get, territory, channel), territory


@pytest.mark.parametrize("channel", ["catalogue", "catalogue search"])
def test_a_shared_sheet_shows_on_every_site(network, get, channel):
    ActivityPageFactory(territory=network.vitre, title=f"{SECRET} de fiche")
    for territory in network.all:
        assert says(get, territory, channel), territory
