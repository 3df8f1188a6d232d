"""A list reaches the visitor's site, or all of Brittany when she asks; an empty one says what is near."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from territories.models import Diffusion
from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory, section

LISTS = {"news": "/actualites/", "agenda": "/agenda/", "search": "/recherche/?q=fanfare"}
FACTORIES = {"news": NewsPageFactory, "agenda": EventPageFactory, "search": NewsPageFactory}
MOST_QUERIES = 25


def wide(name: str) -> str:
    return LISTS[name] + ("&" if "?" in LISTS[name] else "?") + "ou=partout"


def read(get, territory, path: str) -> str:
    """What stands between <main> and </main>, on one line and with plain spaces."""
    response = get(territory, path)
    assert response.status_code == 200
    html = response.content.decode()
    main = html[html.index("<main") : html.index("</main")]
    return " ".join(main.replace("\xa0", " ").replace("\u202f", " ").split())


@pytest.fixture
def middle_of_the_month(monkeypatch):
    """It is 10 March 2027, noon."""
    now = datetime(2027, 3, 10, 11, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return now


# --- The switch -----------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_the_switch_says_where_one_is(network, get, name):
    own, far = read(get, network.vitre, LISTS[name]), read(get, network.vitre, wide(name))
    here, there = LISTS[name], wide(name).replace("&", "&amp;")
    assert f'<a href="{here}" aria-current="true">Mon territoire, Vitré</a>' in own
    assert f'<a href="{there}">Toute la Bretagne</a>' in own
    assert f'<a href="{here}">Mon territoire, Vitré</a>' in far
    assert f'<a href="{there}" aria-current="true">Toute la Bretagne</a>' in far


def test_the_region_s_own_list_bears_the_name_of_its_site(network, get):
    assert 'aria-current="true">ESS Bretagne</a>' in read(get, network.region, "/agenda/")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("wrong", ["ou=", "ou=ici", "ou=PARTOUT", "ou=%00", "ou[]=partout", "ou=1"])
def test_a_wrong_value_is_no_value(network, get, name, wrong):
    FACTORIES[name](territory=network.cornouaille, title="Fanfare d’ailleurs")
    path = LISTS[name] + ("&" if "?" in LISTS[name] else "?") + wrong
    assert "Fanfare d’ailleurs" not in read(get, network.vitre, path)


@pytest.mark.parametrize("name", LISTS)
def test_all_of_brittany_is_what_each_site_lists_of_its_own(network, get, name):
    factory = FACTORIES[name]
    for territory in network.all:
        factory(territory=territory, title=f"Fanfare de {territory.code}")
    shown = read(get, network.vitre, wide(name))
    for territory in network.all:
        assert f"Fanfare de {territory.code}<" in shown
        assert territory.site_name in shown
    # Each is read on its own site.
    assert 'href="http://cornouaille.test/actualites/' in shown or (
        'href="http://cornouaille.test/agenda/' in shown
    )


@pytest.mark.parametrize("name", LISTS)
def test_drafts_private_pages_and_what_the_site_hid_are_not(network, get, name):
    factory, there = FACTORIES[name], {"territory": network.cornouaille}
    factory(title="Fanfare en brouillon", live=False, **there)
    private = factory(title="Fanfare privée", **there)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    hidden = factory(title="Fanfare masquée", **there)
    Diffusion.objects.create(page=hidden, territory=network.vitre, state="hidden")
    shown = read(get, network.vitre, wide(name))
    assert not [t for t in ("en brouillon", "privée", "masquée") if f"Fanfare {t}" in shown]
    assert "Fanfare masquée" in read(get, network.fougeres, wide(name))


def test_a_private_site_is_not_part_of_brittany(network, get):
    NewsPageFactory(territory=network.cornouaille, title="Entre nous")
    root = network.cornouaille.site.root_page
    PageViewRestriction.objects.create(page=root, restriction_type="login")
    assert "Entre nous" not in read(get, network.vitre, wide("news"))


@pytest.mark.parametrize("name", ["news", "agenda"])
def test_robots_are_given_one_list_only(network, get, name):
    own, far = (get(network.vitre, path).content.decode() for path in (LISTS[name], wide(name)))
    assert f'<link rel="canonical" href="http://vitre.test{LISTS[name]}">' in own
    assert "noindex" not in own
    assert '<meta name="robots" content="noindex, follow">' in far
    assert "canonical" not in far
    assert "toute la Bretagne" in far[far.index("<title>") : far.index("</title>")]


def test_links_of_a_list_keep_how_far_it_reaches(network, get):
    for number in range(21):
        start = timezone.now() + timedelta(days=number + 1)
        EventPageFactory(territory=network.cornouaille, start=start)
    far = read(get, network.vitre, "/agenda/?ou=partout")
    assert 'href="?ou=partout&amp;page=2"' in far
    assert 'href="/agenda/?quand=passes&amp;ou=partout"' in far
    past = read(get, network.vitre, "/agenda/?ou=partout&quand=passes")
    assert 'href="/agenda/?quand=passes"' in past
    assert 'href="/agenda/?ou=partout"' in past


@pytest.mark.parametrize("name", LISTS)
def test_a_wide_list_costs_few_queries(network, get, name, django_assert_max_num_queries):
    for territory in network.all:
        for number in range(3):
            FACTORIES[name](territory=territory, title=f"Fanfare {number}")
    get(network.vitre, wide(name))
    with django_assert_max_num_queries(MOST_QUERIES):
        get(network.vitre, f"{wide(name)}&encore")


# --- Kept pages -----------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_a_wide_list_is_kept_until_any_site_changes(network, get, name, django_assert_num_queries):
    page = FACTORIES[name](territory=network.cornouaille, title="Fanfare neuve", live=False)
    assert "Fanfare neuve" not in read(get, network.vitre, wide(name))
    with django_assert_num_queries(0):
        read(get, network.vitre, wide(name))
    page.save_revision().publish()
    assert "Fanfare neuve" in read(get, network.vitre, wide(name))
    page.refresh_from_db()
    page.unpublish()
    assert "Fanfare neuve" not in read(get, network.vitre, wide(name))


@pytest.mark.parametrize("name", ["news", "agenda"])
def test_an_empty_list_changes_with_its_groupement_s(network, get, name):
    assert "ESS 35" not in read(get, network.vitre, LISTS[name])
    page = FACTORIES[name](territory=network.ess_35, title="Fanfare du groupement", live=False)
    page.save_revision().publish()
    assert "Fanfare du groupement" in read(get, network.vitre, LISTS[name])


def test_a_list_of_its_own_is_kept_whatever_others_publish(network, get, django_assert_num_queries):
    NewsPageFactory(territory=network.vitre)
    read(get, network.vitre, "/actualites/")
    NewsPageFactory(territory=network.cornouaille, live=False).save_revision().publish()
    with django_assert_num_queries(0):
        read(get, network.vitre, "/actualites/")


# --- An empty list --------------------------------------------------------------------


def test_a_month_without_events_offers_those_of_the_groupement(network, get, middle_of_the_month):
    now = middle_of_the_month
    for number in range(5):
        EventPageFactory(
            territory=network.ess_35,
            title=f"Groupement {number}",
            start=now + timedelta(days=number + 1),
        )
    EventPageFactory(
        territory=network.ess_35, title="Groupement en avril", start=now + timedelta(days=40)
    )
    EventPageFactory(
        territory=network.vitre, title="Vitré en avril", start=now + timedelta(days=30)
    )
    shown = read(get, network.vitre, "/agenda/")
    assert "Pas d’événement en pays de Vitré ce mois-ci ; en voici 4 dans ESS 35<" in shown
    assert shown.count("http://ess-35.test/agenda/") == 4
    assert shown.index("Groupement 0") < shown.index("Groupement 3") < shown.index("Vitré en avril")
    assert "Groupement en avril" not in shown


def test_a_month_whose_events_are_over_had_some(network, get, middle_of_the_month):
    now = middle_of_the_month
    EventPageFactory(territory=network.ess_35, start=now + timedelta(days=1))
    EventPageFactory(territory=network.vitre, start=now + timedelta(days=30))
    EventPageFactory(territory=network.vitre, start=now - timedelta(days=5))
    assert "ce mois-ci" not in read(get, network.vitre, "/agenda/")


def test_an_agenda_without_any_event_offers_what_the_groupement_has(network, get):
    start = timezone.now() + timedelta(days=70)
    EventPageFactory(territory=network.ess_35, title="Plus tard", start=start)
    shown = read(get, network.vitre, "/agenda/")
    assert "Pas d’événement annoncé en pays de Vitré ; en voici un dans ESS 35<" in shown
    assert "Plus tard" in shown
    assert "Rien d’annoncé" not in shown


def test_an_agenda_without_past_offers_what_the_groupement_had(network, get):
    now = timezone.now()
    for days in (3, 2):
        start = now - timedelta(days=days)
        EventPageFactory(territory=network.ess_35, title=f"Il y a {days} jours", start=start)
    EventPageFactory(territory=network.ess_35, title="À venir", start=now + timedelta(days=2))
    shown = read(get, network.vitre, "/agenda/?quand=passes")
    assert "Pas encore d’événement passé en pays de Vitré ; en voici 2 dans ESS 35<" in shown
    assert shown.index("Il y a 2 jours") < shown.index("Il y a 3 jours")
    assert "À venir" not in shown.split("<main")[1]
    assert 'href="/agenda/?quand=passes&amp;ou=partout"' in shown
    EventPageFactory(territory=network.vitre, title="À Vitré", start=now - timedelta(days=9))
    shown = read(get, network.vitre, "/agenda/?quand=passes&encore")
    assert "À Vitré" in shown
    assert "Pas encore d’événement passé" not in shown


@pytest.mark.parametrize("wide", ["", "&ou=partout"])
def test_where_nobody_had_any_event_it_is_said(network, get, wide):
    shown = read(get, network.vitre, f"/agenda/?quand=passes{wide}")
    assert "Pas encore d’événement passé ici" in shown


def test_where_the_groupement_has_nothing_the_region_s_is_offered(network, get):
    NewsPageFactory(territory=network.region, title="De la région")
    NewsPageFactory(territory=network.region, title="De la région encore")
    shown = read(get, network.vitre, "/actualites/")
    assert "Pas encore de nouvelle en pays de Vitré ; en voici 2 sur ESS Bretagne<" in shown
    shown = read(get, network.ess_35, "/actualites/")
    assert "Pas encore de nouvelle dans ESS 35 ; en voici 2 sur ESS Bretagne<" in shown


@pytest.mark.parametrize("name", ["news", "agenda"])
def test_neighbours_are_not_offered_unasked_nor_what_the_site_hid(network, get, name):
    FACTORIES[name](territory=network.fougeres, title="Fanfare voisine")
    hidden = FACTORIES[name](territory=network.ess_35, title="Fanfare masquée")
    Diffusion.objects.create(page=hidden, territory=network.vitre, state="hidden")
    shown = read(get, network.vitre, LISTS[name])
    assert "Fanfare" not in shown
    assert f'href="{wide(name)}"' in shown[shown.index("empty-list") :]


def test_a_search_without_answer_says_how_many_all_of_brittany_has(network, get):
    ContentPageFactory(territory=network.cornouaille, title="Fanfare")
    ContentPageFactory(territory=network.fougeres, title="Fanfares")
    shown = read(get, network.vitre, LISTS["search"])
    assert "Voir les 2 pages trouvées dans toute la Bretagne" in shown
    assert "http://cornouaille.test/" not in shown
    assert "http://cornouaille.test/" in read(get, network.vitre, wide("search"))


@pytest.mark.parametrize("path", ["/actualites/", "/agenda/"])
def test_an_empty_list_costs_few_queries(network, get, path, django_assert_max_num_queries):
    get(network.vitre, "/")
    with django_assert_max_num_queries(MOST_QUERIES):
        get(network.vitre, path)


def test_an_empty_network_has_nothing_to_offer(network, get):
    for path in ("/actualites/", "/agenda/"):
        shown = read(get, network.region, f"{path}?ou=partout")
        assert "empty-list" in shown
        assert 'class="button"' not in shown
    assert section(network.region, "agenda").live
