"""What a site pins comes first in its own lists, and every channel says whose it is."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from territories.models import Diffusion
from tests.factories.home import EventPageFactory, NewsPageFactory

LISTS = ["/", "/actualites/"]


def read(get, territory, path: str) -> str:
    return get(territory, path).content.decode()


def pin(page, territory) -> None:
    Diffusion.objects.create(page=page, territory=territory, state="accepted", pinned=True)


def order(text: str, *titles: str) -> list[str]:
    """The titles, as they follow each other in a page; each must be there once."""
    assert [text.count(f">{title}<") for title in titles] == [1] * len(titles)
    return sorted(titles, key=text.index)


@pytest.mark.parametrize("path", LISTS)
def test_pinned_news_comes_before_later_news(network, get, path):
    today = timezone.localdate()
    NewsPageFactory(territory=network.vitre, title="Fraîche", date=today)
    old = NewsPageFactory(
        territory=network.ess_35, title="Ancienne", date=today - timedelta(days=90)
    )
    Diffusion.objects.create(page=old, territory=network.fougeres, state="accepted")
    NewsPageFactory(territory=network.fougeres, title="Voisine", date=today)
    pin(old, network.vitre)
    shown = read(get, network.vitre, path)
    assert order(shown, "Ancienne", "Fraîche") == ["Ancienne", "Fraîche"]
    assert shown.lower().count("à la une") == 1
    # A pin is one site's own.
    shown = read(get, network.fougeres, path)
    assert order(shown, "Ancienne", "Voisine") == ["Voisine", "Ancienne"]
    assert "à la une" not in shown.lower()


def test_a_pin_gives_no_place_in_the_feed(network, get):
    today = timezone.localdate()
    NewsPageFactory(territory=network.vitre, title="Fraîche", date=today)
    old = NewsPageFactory(
        territory=network.ess_35, title="Ancienne", date=today - timedelta(days=90)
    )
    pin(old, network.vitre)
    feed = read(get, network.vitre, "/flux/nouvelles/")
    assert order(feed, "Ancienne", "Fraîche") == ["Fraîche", "Ancienne"]


@pytest.mark.parametrize("path", ["/", "/agenda/"])
def test_a_pinned_event_comes_before_sooner_ones(network, get, path):
    now = timezone.now()
    EventPageFactory(territory=network.vitre, title="Demain", start=now + timedelta(days=1))
    far = EventPageFactory(
        territory=network.region, title="Au printemps", start=now + timedelta(days=120)
    )
    pin(far, network.vitre)
    shown = read(get, network.vitre, path)
    assert order(shown, "Demain", "Au printemps") == ["Au printemps", "Demain"]


def test_pinned_events_stand_above_the_months_of_the_first_page_alone(network, get):
    now = timezone.now()
    for number in range(21):
        EventPageFactory(
            territory=network.vitre,
            title=f"Atelier {number}",
            start=now + timedelta(days=number + 1),
        )
    far = EventPageFactory(
        territory=network.region, title="Au printemps", start=now + timedelta(days=120)
    )
    pin(far, network.vitre)
    first, second = (read(get, network.vitre, f"/agenda/?page={n}") for n in (1, 2))
    assert first.index("À la une") < first.index("Au printemps") < first.index("Atelier 0")
    assert "À la une" not in second
    assert "Au printemps" not in second
    assert "Atelier 20" in second


def test_an_event_that_is_over_is_pinned_no_more(network, get):
    over = EventPageFactory(
        territory=network.region, title="Passée", start=timezone.now() - timedelta(days=3)
    )
    pin(over, network.vitre)
    assert "Passée" not in read(get, network.vitre, "/")
    agenda = read(get, network.vitre, "/agenda/")
    assert "Passée" not in agenda
    assert "Rien d’annoncé" in agenda
    past = read(get, network.vitre, "/agenda/?quand=passes")
    assert "Passée" in past
    assert "À la une" not in past


def test_an_agenda_with_pinned_events_alone_is_not_called_empty(network, get):
    pin(EventPageFactory(territory=network.region, title="Grande fête"), network.vitre)
    agenda = read(get, network.vitre, "/agenda/")
    assert "Grande fête" in agenda
    assert "Rien d’annoncé" not in agenda


@pytest.mark.parametrize(
    "path", ["/", "/actualites/", "/agenda/", "/flux/nouvelles/", "/recherche/?q=fanfare"]
)
def test_the_origin_is_named(network, get, path):
    for factory in (NewsPageFactory, EventPageFactory):
        page = factory(territory=network.cornouaille, title="Fanfare reçue")
        Diffusion.objects.create(page=page, territory=network.vitre, state="accepted")
    shown = read(get, network.vitre, path).replace("\xa0", " ")
    main = shown[shown.find("<main") : shown.find("</main")] if "<main" in shown else shown
    assert "Fanfare reçue" in main
    assert "ESS pays de Cornouaille" in main
    # The page is read on its own site.
    assert 'href="http://cornouaille.test/' in main


def test_a_calendar_says_who_announces_each_event(network, get):
    event = EventPageFactory(territory=network.cornouaille, title="Fanfare", summary="")
    Diffusion.objects.create(page=event, territory=network.vitre, state="accepted")
    EventPageFactory(territory=network.vitre, title="Chorale", summary="On chante.")
    calendar = Calendar.from_ical(get(network.vitre, "/flux/agenda.ics").content)
    told = {str(e["summary"]): str(e["description"]) for e in calendar.walk("VEVENT")}
    assert told == {
        "Fanfare": "Annoncé par ESS pays de Cornouaille.",
        "Chorale": "On chante.\n\nAnnoncé par ESS pays de Vitré.",
    }
