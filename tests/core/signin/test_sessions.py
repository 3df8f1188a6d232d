"""Sessions end: after a time, after doing nothing, and with the rights they were opened with."""

import pytest

from core.signin import middleware
from tests.factories.people import REFERENT, make_person
from tests.factories.signin import sign_in

HOUR = 3600


@pytest.fixture
def person(network, client):
    person = make_person(network.vitre, REFERENT)
    sign_in(client, person)
    return person


def turn_back(client, **clocks: int) -> None:
    """Let so many seconds have gone by, on these clocks of the session."""
    session = client.session
    for name, seconds in clocks.items():
        session[getattr(middleware, name)] -= seconds
    session.save()


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200


def test_it_ends_twelve_hours_after_the_password(person, client):
    turn_back(client, BEGAN=11 * HOUR)
    assert is_in(client)
    turn_back(client, BEGAN=HOUR + 60)
    assert not is_in(client)
    assert middleware.BEGAN not in client.session


def test_it_ends_after_four_hours_of_nothing(person, client):
    for _ in range(2):
        turn_back(client, SEEN=3 * HOUR)
        assert is_in(client)
    turn_back(client, SEEN=4 * HOUR + 60)
    assert not is_in(client)


def test_a_page_left_open_is_no_sign_of_life(person, client):
    turn_back(client, SEEN=HOUR)
    before = client.session[middleware.SEEN]
    client.post("/admin/editing-sessions/ping/core/user/1/1/")
    assert client.session[middleware.SEEN] == before
    client.get("/admin/")
    assert client.session[middleware.SEEN] > before


def test_its_clock_is_written_now_and_then_only(person, client):
    before = client.session[middleware.SEEN]
    turn_back(client, SEEN=middleware.WRITE_EVERY - 10)
    client.get("/admin/")
    assert client.session[middleware.SEEN] < before


def test_a_session_from_before_the_clocks_starts_them(person, client):
    session = client.session
    del session[middleware.BEGAN], session[middleware.SEEN]
    session.save()
    assert is_in(client)
    assert middleware.BEGAN in client.session


def test_signing_in_renews_it_and_signing_out_ends_it(network, client):
    person = make_person(network.vitre, REFERENT)
    client.get("/admin/login/")
    sign_in(client, person)
    first = client.session.session_key
    client.post("/admin/logout/")
    sign_in(client, person)
    assert client.session.session_key != first
    kept = client.cookies["sessionid"].value
    client.post("/admin/logout/")
    client.cookies["sessionid"] = kept
    assert not is_in(client)


def test_a_new_password_ends_the_other_sessions(person, client):
    other = client.__class__()
    sign_in(other, person)
    person.set_password("un-autre-mot-de-passe")
    person.save()
    assert not is_in(client)
    assert not is_in(other)


def test_a_closed_account_or_a_last_group_lost_ends_it(person, client, network):
    person.is_active = False
    person.save()
    assert not is_in(client)
    person.is_active = True
    person.save()
    sign_in(client, person)
    assert is_in(client)
    person.groups.clear()
    assert not is_in(client)


def test_without_the_box_it_ends_with_the_browser(network, client):
    person = make_person(network.vitre, REFERENT)
    sign_in(client, person)
    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"
    client.post("/admin/login/", {"username": person.username, "password": "x", "remember": "on"})
    assert client.cookies["sessionid"]["max-age"] == 12 * HOUR
