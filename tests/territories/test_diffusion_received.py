"""« Reçues »: the list, its buttons, the number in the menu and the panel of the dashboard."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.models import PageViewRestriction

from territories.diffusion.decisions import plan, propose, withdraw
from territories.diffusion.views import NOTHING_CHOSEN
from territories.models import Diffusion
from tests.factories.home import EventPageFactory, NewsPageFactory
from tests.factories.people import REFERENT, make_person, make_translator

State = Diffusion.State


@pytest.fixture
def region(network):
    return make_person(network.region)


@pytest.fixture
def ess_35(network, client):
    user = make_person(network.ess_35)
    client.force_login(user)
    return user


def received(client, territory, **params):
    return client.get(reverse("received", args=[territory.code]), params)


def titles(client, territory, **params) -> list[str]:
    response = received(client, territory, **params)
    assert response.status_code == 200
    return [page.title for page in response.context["object_list"]]


def send(client, territory, action, *pages, **data):
    url = reverse("decide", args=[territory.code])
    chosen = [getattr(page, "pk", page) for page in pages]
    return client.post(url, {"action": action, "page": chosen} | data, follow=True)


def proposed(network, region, to, **fields):
    page = NewsPageFactory(territory=network.vitre, **fields)
    propose(page, to if isinstance(to, list) else [to], region)
    return page


def state(page, territory) -> tuple[str, bool]:
    return Diffusion.objects.values_list("state", "pinned").get(page=page, territory=territory)


def test_the_list_shows_what_was_received_and_nothing_else(network, client, ess_35, region):
    proposed(network, region, network.ess_35, title="Reçue")
    proposed(network, region, network.fougeres, title="À une autre")
    NewsPageFactory(territory=network.ess_35, title="La nôtre")
    NewsPageFactory(territory=network.region, title="Partout", everywhere=True)
    draft = NewsPageFactory(territory=network.vitre, title="Brouillon", live=False)
    plan(draft, [network.ess_35], region)
    private = proposed(network, region, network.ess_35, title="Privée")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    proposed(network, region, network.ess_35, title="Dépubliée").unpublish()
    assert set(titles(client, network.ess_35)) == {"Reçue", "Partout"}


def test_a_row_says_where_it_comes_from_and_leads_there(network, client, ess_35, region):
    page = EventPageFactory(territory=network.vitre, title="Portes ouvertes")
    propose(page, [network.ess_35], region)
    html = received(client, network.ess_35).content.decode()
    for words in (
        f'name="page" value="{page.pk}"',
        f'href="{page.full_url}"',
        "ESS pays de Vitré",
        "Événement",
        f"{localtime(page.start):%d/%m/%Y}",
        "À décider",
    ):
        assert words in html


def test_filters_by_state_origin_and_kind(network, client, ess_35, region):
    waits = proposed(network, region, network.ess_35, title="Attend")
    for action in ("accept", "pin", "hide"):
        send(
            client, network.ess_35, action, proposed(network, region, network.ess_35, title=action)
        )
    NewsPageFactory(territory=network.region, title="Partout", everywhere=True)
    event = EventPageFactory(territory=network.fougeres, title="Événement")
    propose(event, [network.ess_35], region)
    for value, expected in {
        State.PROPOSED: {waits.title, "Événement"},
        State.ACCEPTED: {"accept"},
        "pinned": {"pin"},
        State.HIDDEN: {"hide"},
        "everywhere": {"Partout"},
    }.items():
        assert set(titles(client, network.ess_35, etat=value)) == expected
    assert set(titles(client, network.ess_35, etat=["pinned", "everywhere"])) == {"pin", "Partout"}
    assert titles(client, network.ess_35, origine="fougeres") == ["Événement"]
    assert titles(client, network.ess_35, genre="eventpage") == ["Événement"]
    for wrong in ({"etat": "x"}, {"origine": "nulle-part"}, {"genre": "page"}, {"p": "abc"}):
        assert received(client, network.ess_35, **wrong).status_code == 200
    results = reverse("received_results", args=["ess-35"])
    assert client.get(results, {"etat": "hidden", "ordering": "title"}).status_code == 200


def test_several_pages_are_decided_at_once(network, client, ess_35, region):
    pages = [proposed(network, region, network.ess_35) for _ in range(3)]
    response = send(client, network.ess_35, "pin", *pages)
    assert "3 pages épinglées." in response.content.decode()
    assert {state(page, network.ess_35) for page in pages} == {("accepted", True)}
    response = send(client, network.ess_35, "hide", pages[0])
    assert "1 page masquée." in response.content.decode()
    assert "déjà décidé" in send(client, network.ess_35, "hide", pages[0]).content.decode()


def test_everywhere_is_hidden_and_pinned_from_the_list(network, client, ess_35):
    page = NewsPageFactory(territory=network.region, title="Partout", everywhere=True)
    send(client, network.ess_35, "pin", page)
    assert state(page, network.ess_35) == ("accepted", True)
    send(client, network.ess_35, "hide", page)
    assert state(page, network.ess_35) == ("hidden", False)


def test_all_or_nothing_when_one_has_vanished(network, client, ess_35, region):
    stays, goes = (proposed(network, region, network.ess_35) for _ in range(2))
    withdraw(goes, [network.ess_35], region)
    response = send(client, network.ess_35, "accept", stays, goes)
    assert "Rien n’a été changé" in response.content.decode()
    assert state(stays, network.ess_35) == ("proposed", False)


@pytest.mark.parametrize("chosen", [[], ["x"], ["1", "x"], ["-1"], ["9" * 40], ["²"]])
def test_a_wrong_choice_is_said_in_french(network, client, ess_35, chosen):
    response = send(client, network.ess_35, "accept", *chosen)
    assert NOTHING_CHOSEN in response.content.decode()


def test_a_wrong_action_or_a_page_never_received_changes_nothing(network, client, ess_35, region):
    page = proposed(network, region, network.ess_35)
    other = proposed(network, region, network.fougeres)
    assert "n’existe pas" in send(client, network.ess_35, "delete", page).content.decode()
    for unknown in (other.pk, 999_999):
        response = send(client, network.ess_35, "accept", page, unknown)
        assert "Rien n’a été changé" in response.content.decode()
    assert state(page, network.ess_35) == ("proposed", False)


def test_decisions_are_only_posted_and_never_lead_elsewhere(network, client, ess_35, region):
    page = proposed(network, region, network.ess_35)
    url = reverse("decide", args=["ess-35"])
    assert client.get(url, {"action": "accept", "page": page.pk}).status_code == 405
    response = client.post(
        url, {"action": "accept", "page": page.pk, "next": "https://ailleurs.test/"}
    )
    assert response.url == reverse("received", args=["ess-35"])
    # Nor to a view of that name.
    response = client.post(url, {"action": "accept", "page": page.pk, "next": "rien:de-tel"})
    assert response.status_code == 302


@pytest.mark.parametrize("person", ["pays", "sister", "referent", "translator"])
def test_nobody_else_sees_or_decides(network, client, region, person):
    page = proposed(network, region, network.ess_35)
    user = {
        "pays": lambda: make_person(network.vitre),
        "sister": lambda: make_person(network.finistere),
        "referent": lambda: make_person(network.ess_35, REFERENT),
        "translator": make_translator,
    }[person]()
    client.force_login(user)
    for name in ("received", "received_results"):
        assert client.get(reverse(name, args=["ess-35"])).status_code == 302
    send(client, network.ess_35, "accept", page)
    assert state(page, network.ess_35) == ("proposed", False)
    sees = person in ("pays", "sister")
    assert (reverse("own_received") in client.get("/admin/").content.decode()) is sees
    assert client.get(reverse("own_received")).url != reverse("received", args=["ess-35"])


def test_one_territory_at_a_time_her_own_first(network, client, ess_35, region):
    proposed(network, region, [network.fougeres], title="Pour Fougères")
    assert client.get(reverse("own_received")).url == reverse("received", args=["ess-35"])
    assert titles(client, network.ess_35) == []
    assert titles(client, network.fougeres) == ["Pour Fougères"]
    choices = received(client, network.ess_35).context["territories"]
    assert [t.code for t in choices] == ["ess-35", "vitre", "fougeres"]
    chosen = client.get(reverse("own_received"), {"site": "fougeres"})
    assert chosen.url == reverse("received", args=["fougeres"])
    for wrong, status in (("nulle-part", 404), ("cornouaille", 302)):
        assert client.get(reverse("received", args=[wrong])).status_code == status


def test_the_menu_and_the_dashboard_say_how_many_wait(network, client, ess_35, region):
    assert "À décider" not in client.get("/admin/").content.decode()
    pages = [
        proposed(network, region, [network.ess_35, network.fougeres], title=f"Nouvelle {n}")
        for n in range(7)
    ]
    html = client.get("/admin/").content.decode()
    assert "À décider (7)" in html
    assert r"Re\u00e7ues (7)" in html  # the menu is JSON
    assert "Nouvelle 6" in html
    assert "Nouvelle 1" not in html  # the five newest
    response = send(client, network.ess_35, "accept", pages[6], next="/admin/")
    assert response.redirect_chain == [("/admin/", 302)]
    assert "À décider (6)" in response.content.decode()


def test_more_received_pages_ask_no_more_queries(network, client, ess_35, region):
    def asked() -> list[int]:
        numbers = []
        for url in ("/admin/", reverse("received", args=["ess-35"])):
            client.get(url)
            with CaptureQueriesContext(connection) as captured:
                client.get(url)
            numbers.append(len(captured))
        return numbers

    proposed(network, region, network.ess_35)
    propose(EventPageFactory(territory=network.vitre), [network.ess_35], region)
    before = asked()
    for _ in range(8):
        proposed(network, region, network.ess_35)
    assert asked() == before
    assert max(before) < 60
