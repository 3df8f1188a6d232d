"""Banners: whose, where, from when to when, in which language; and kept pages that end in time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from core import middleware
from territories.models import SiteTexts
from territories.shell.alerts import alerts_for, next_change
from tests.factories.home import ContentPageFactory

HOUR = timedelta(hours=1)


def announce(territory, text, **fields) -> SiteTexts:
    texts = SiteTexts.objects.get(site=territory.site, locale__language_code="fr")
    for name, value in {"alert_text": text, **fields}.items():
        setattr(texts, name, value)
    texts.save()
    return texts


def shown(territory, language="fr") -> list[str]:
    return [alert["text"] for alert in alerts_for(territory, language)]


def test_a_groupement_s_banner_goes_down_when_it_says_so(network, get):
    announce(network.ess_35, "Réunion à Rennes", alert_cascades=True)
    html = get(network.vitre).content.decode()
    assert "Réunion à Rennes" in html
    assert 'aria-label="Annonce : ESS 35"' in html
    for territory in (network.finistere, network.cornouaille, network.region):
        assert "Réunion à Rennes" not in get(territory).content.decode()
    announce(network.ess_35, "Réunion à Rennes", alert_cascades=False)
    assert "Réunion à Rennes" not in get(network.vitre).content.decode()
    assert "Réunion à Rennes" in get(network.ess_35).content.decode()


def test_the_region_s_goes_everywhere(network):
    announce(network.region, "Toute la Bretagne", alert_cascades=True)
    assert all(shown(territory) == ["Toute la Bretagne"] for territory in network.all)


def test_a_site_shows_its_own_then_the_nearest_from_above(network, get):
    announce(network.region, "La région", alert_cascades=True)
    announce(network.ess_35, "Le groupement", alert_cascades=True)
    announce(network.vitre, "Le pays")
    assert shown(network.vitre) == ["Le pays", "Le groupement"]
    assert shown(network.fougeres) == ["Le groupement"]
    assert shown(network.cornouaille) == ["La région"]
    html = get(network.vitre).content.decode()
    assert html.index("Le pays") < html.index("Le groupement")
    assert "La région" not in html


def test_dates_hold_to_the_second(network, monkeypatch):
    now = timezone.now()
    announce(network.vitre, "Travaux", alert_from=now + HOUR, alert_to=now + 2 * HOUR)
    for later, expected in ((0, []), (1, ["Travaux"]), (2, [])):
        monkeypatch.setattr(timezone, "now", lambda later=later: now + later * HOUR)
        assert shown(network.vitre) == expected


def test_the_next_change_is_the_nearest_of_those_that_show_here(network):
    now = timezone.now()
    announce(network.ess_35, "Ailleurs", alert_from=now + HOUR)
    assert next_change(network.vitre) is None
    announce(network.ess_35, "Partout", alert_from=now + 3 * HOUR, alert_cascades=True)
    announce(network.vitre, "Ici", alert_from=now - HOUR, alert_to=now + 2 * HOUR)
    assert next_change(network.vitre) == now + 2 * HOUR
    assert next_change(network.fougeres) == now + 3 * HOUR


@pytest.mark.parametrize("moment", ["alert_from", "alert_to"])
def test_a_kept_page_ends_with_the_banner(network, get, monkeypatch, moment):
    now = timezone.now()
    announce(network.vitre, "Travaux", **{moment: now + timedelta(seconds=30)})
    starts = moment == "alert_from"
    assert ("Travaux" in get(network.vitre).content.decode()) is not starts
    clock = middleware.time.time()
    for seconds, changed in ((29, False), (31, True)):
        monkeypatch.setattr(middleware.time, "time", lambda s=seconds: clock + s)
        monkeypatch.setattr(timezone, "now", lambda s=seconds: now + timedelta(seconds=s))
        is_there = "Travaux" in get(network.vitre).content.decode()
        assert is_there is (starts is changed)


def test_a_page_without_banner_keeps_its_whole_life(
    network, get, monkeypatch, django_assert_num_queries
):
    get(network.vitre)
    clock = middleware.time.time()
    monkeypatch.setattr(middleware.time, "time", lambda: clock + middleware.MAX_AGE - 5)
    with django_assert_num_queries(0):
        get(network.vitre)


def test_a_banner_in_french_says_so_on_a_breton_page(network):
    announce(network.vitre, "Fermé lundi")
    assert alerts_for(network.vitre, "br")[0]["language"] == "fr"
    breton = Locale.objects.get(language_code="br")
    SiteTexts.objects.create(site=network.vitre.site, locale=breton, alert_text="Serret")
    assert shown(network.vitre, "br") == ["Serret"]
    assert alerts_for(network.vitre, "br")[0]["language"] == ""
    assert shown(network.vitre) == ["Fermé lundi"]


def test_a_banner_leads_to_a_page_while_it_is_online(network, get):
    page = ContentPageFactory(territory=network.vitre, title="Travaux", slug="travaux")
    announce(network.vitre, "Fermé", alert_page=page)
    assert 'href="/nous-connaitre/travaux/"' in get(network.vitre).content.decode()
    page.unpublish()
    html = get(network.vitre).content.decode()
    assert "Fermé" in html
    assert "travaux" not in html
    page.delete()
    assert "Fermé" in get(network.vitre).content.decode()


def test_an_address_needs_no_page(network, get):
    announce(network.vitre, "Enquête", alert_url="https://exemple.bzh/enquete")
    assert 'href="https://exemple.bzh/enquete"' in get(network.vitre).content.decode()


def test_a_banner_empties_the_sites_that_it_reaches(network, get, django_assert_num_queries):
    get(network.vitre)
    get(network.cornouaille)
    announce(network.ess_35, "Réunion", alert_cascades=True)
    assert "Réunion" in get(network.vitre).content.decode()
    with django_assert_num_queries(0):
        get(network.cornouaille)
