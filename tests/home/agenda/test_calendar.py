"""Events leave as calendar files that diaries accept."""

from icalendar import Calendar

from tests.factories.home import EventPageFactory


def read(response) -> Calendar:
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content)


def test_one_event_can_be_added_to_a_diary(network, get):
    event = EventPageFactory(territory=network.vitre, title="Blabla, l’été ; suite")
    calendar = read(get(network.vitre, f"/agenda/{event.slug}/ics/"))
    (entry,) = calendar.walk("VEVENT")
    assert str(entry["summary"]) == "Blabla, l’été ; suite"
    assert entry.decoded("dtstart") == event.start.replace(microsecond=0)
    assert str(entry["url"]) == event.full_url


def test_the_agenda_of_a_site_can_be_followed(network, get):
    EventPageFactory(territory=network.vitre, title="Ici")
    EventPageFactory(territory=network.cornouaille, title="Ailleurs")
    calendar = read(get(network.vitre, "/flux/agenda.ics"))
    assert [str(entry["summary"]) for entry in calendar.walk("VEVENT")] == ["Ici"]


def test_a_cancelled_event_says_so(network, get):
    event = EventPageFactory(territory=network.vitre, is_cancelled=True)
    (entry,) = read(get(network.vitre, f"/agenda/{event.slug}/ics/")).walk("VEVENT")
    assert str(entry["status"]) == "CANCELLED"
    assert "Annulé" in get(network.vitre, "/agenda/").content.decode()
