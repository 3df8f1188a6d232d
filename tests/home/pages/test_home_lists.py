"""The lists of a home page are kept rendered: for whom, and until when.

Asked for with a session, so that the cache of whole pages has no part in it.
"""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from core.templatetags import kept
from offers.models import StrategicAxis
from resources.centre.models import ActivityPage
from territories.models import Diffusion, SiteTexts
from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory
from tests.factories.resources import ActivityPageFactory

MOST_QUERIES = 12


@pytest.fixture
def home(network, client):
    """The home of a territory, as text, for somebody who is signed in."""
    client.force_login(get_user_model().objects.create_user("anne"))

    def fetch(territory) -> str:
        response = client.get("/", headers={"host": territory.site.hostname})
        assert response.status_code == 200
        return response.content.decode()

    return fetch


@pytest.fixture
def full(network):
    """News, events and a sheet in every territory."""
    for territory in network.all:
        for number in range(3):
            NewsPageFactory(territory=territory, title=f"Nouvelle {territory.code} {number}")
            EventPageFactory(territory=territory, title=f"Rendez-vous {territory.code} {number}")
        ActivityPageFactory(territory=territory, title=f"Fiche {territory.code}")


@pytest.mark.parametrize("role", ["region", "ess_35", "vitre"])
def test_a_home_costs_few_queries(network, full, get, role, django_assert_max_num_queries):
    territory = getattr(network, role)
    kept._parts.clear()
    with django_assert_max_num_queries(MOST_QUERIES * 3):
        get(territory, "/?tout-est-à-faire")
    with django_assert_max_num_queries(MOST_QUERIES):
        get(territory, "/?la-page-seule")


def test_lists_made_again_cost_few_queries(network, full, get, django_assert_max_num_queries):
    get(network.vitre, "/?1")
    NewsPageFactory(territory=network.vitre, title="Une de plus")
    with django_assert_max_num_queries(MOST_QUERIES):
        assert "Une de plus" in get(network.vitre, "/?2").content.decode()


def test_each_territory_has_its_own_lists(network, full, home):
    vitre, fougeres = home(network.vitre), home(network.fougeres)
    assert "Nouvelle vitre 2" in vitre
    assert "Nouvelle vitre 2" not in fougeres
    assert "Rendez-vous fougeres 0" in fougeres
    assert "Rendez-vous fougeres 0" not in vitre


def test_a_publication_shows_at_once(network, home):
    home(network.vitre)
    news = NewsPageFactory(territory=network.vitre, title="Toute fraîche", live=False)
    assert "Toute fraîche" not in home(network.vitre)
    news.save_revision().publish()
    assert "Toute fraîche" in home(network.vitre)
    news.refresh_from_db()
    news.unpublish()
    assert "Toute fraîche" not in home(network.vitre)


def test_a_page_deleted_is_gone_at_once(network, home):
    news = NewsPageFactory(territory=network.vitre, title="Trop vite dite")
    assert "Trop vite dite" in home(network.vitre)
    news.delete()
    assert "Trop vite dite" not in home(network.vitre)


def test_what_is_received_then_hidden_shows_and_goes(network, home):
    news = NewsPageFactory(territory=network.ess_35, title="Du groupement")
    assert "Du groupement" not in home(network.vitre)
    received = Diffusion.objects.create(
        page=news, territory=network.vitre, state=Diffusion.State.ACCEPTED
    )
    assert "Du groupement" in home(network.vitre)
    received.state = Diffusion.State.HIDDEN
    received.save()
    assert "Du groupement" not in home(network.vitre)


def test_a_page_made_private_is_gone_at_once(network, home):
    news = NewsPageFactory(territory=network.vitre, title="Entre nous")
    assert "Entre nous" in home(network.vitre)
    news.view_restrictions.create(restriction_type="login")
    assert "Entre nous" not in home(network.vitre)


def test_an_event_that_is_over_goes_within_a_minute(network, home, monkeypatch):
    event = EventPageFactory(territory=network.vitre, title="Bientôt fini")
    assert "Bientôt fini" in home(network.vitre)
    later, ticks = event.end + timedelta(seconds=1), kept.time.monotonic() + kept.MAX_AGE
    monkeypatch.setattr(timezone, "now", lambda: later)
    monkeypatch.setattr(kept.time, "monotonic", lambda: ticks)
    assert "Bientôt fini" not in home(network.vitre)


def test_the_nearest_sheet_comes_first(network, home):
    ActivityPageFactory(territory=network.cornouaille, title="Fiche de Cornouaille")
    assert "Fiche de Cornouaille" in home(network.vitre)
    ActivityPageFactory(territory=network.vitre, title="Fiche de Vitré")
    assert "Fiche de Vitré" in home(network.vitre)
    ActivityPage.objects.get(title="Fiche de Vitré").delete()
    assert "Fiche de Cornouaille" in home(network.vitre)


def test_an_axis_renamed_shows_at_once(network, home, get):
    axis = StrategicAxis.objects.create(
        number=1, title="Premier axe", locale=network.region.site.root_page.locale
    )
    assert "Premier axe" in home(network.region)
    axis.title = "Axe renommé"
    axis.save()
    assert "Axe renommé" in home(network.region)


def test_a_page_named_by_the_menu_is_followed_however_deep(network, home):
    page = ContentPageFactory(territory=network.vitre, title="Notre équipe", slug="equipe")
    texts = SiteTexts.objects.get(site=network.vitre.site)
    texts.menu = [("item", {"label": "", "page": page, "url": ""})]
    texts.save()
    assert "Notre équipe" in home(network.vitre)
    page.title = "Notre bande"
    page.save_revision().publish()
    assert "Notre bande" in home(network.vitre)
    page.unpublish()
    assert "Notre bande" not in home(network.vitre)


def test_the_current_entry_of_the_menu_is_each_page_s_own(network, get):
    home, agenda = (get(network.vitre, path).content.decode() for path in ("/", "/agenda/"))
    assert '<a href="/agenda/" aria-current="page">' in agenda
    assert '<a href="/agenda/" aria-current="page">' not in home
    assert '<a href="/agenda/">' in home


def test_an_alert_comes_and_goes_with_time(network, home, monkeypatch):
    home(network.vitre)
    texts = SiteTexts.objects.get(site=network.vitre.site)
    now = timezone.now()
    texts.alert_text, texts.alert_to = "Accueil fermé", now + timedelta(hours=1)
    texts.save()
    assert "Accueil fermé" in home(network.vitre)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(hours=2))
    assert "Accueil fermé" not in home(network.vitre)


def test_the_editor_s_bar_is_for_editors_alone(network, client, get):
    client.force_login(get_user_model().objects.create_superuser("chef"))
    host = {"host": network.vitre.site.hostname}
    assert "wagtail-userbar" in client.get("/", headers=host).content.decode()
    client.logout()
    assert "wagtail-userbar" not in get(network.vitre).content.decode()
