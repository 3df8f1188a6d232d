"""First steps of a site: each ticks itself off, for its own site alone, and the panel goes when all is done."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from core.models import SiteImage
from home.network.opening.todo import todo_of
from home.pages.models import ContentPage, LandingPage
from territories.models import Contact, TerritorySettings
from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory
from tests.factories.people import REFERENT, make_person, make_translator


def done(territory) -> list[bool]:
    [todo] = todo_of([territory.pk])
    return [step.done for step in todo.steps]


def give_details(vitre):
    TerritorySettings.objects.filter(site=vitre.site).update(phone="02 99 00 00 00")


def publish_contact(vitre):
    Contact.objects.create(territory=vitre, name="Accueil", is_published=True)


def choose_cover(vitre):
    image = SiteImage.objects.create(title="x", file=get_test_image_file(), credit="x")
    home = vitre.site.root_page.specific
    home.cover = image
    home.save()


def say_who(vitre):
    page = LandingPage.objects.get(territory=vitre, slug="nous-connaitre")
    page.body = json.dumps([{"type": "text", "value": "<p>Nous.</p>"}])
    page.save()


def publish_news(vitre):
    NewsPageFactory(territory=vitre)


def publish_event(vitre):
    EventPageFactory(territory=vitre)


def complete_legal(vitre):
    for page in ContentPage.objects.filter(territory=vitre):
        page.body = json.dumps([{"type": "text", "value": "<p>Tout est dit.</p>"}])
        page.save()


def two_people(vitre):
    make_person(vitre)
    make_person(vitre, REFERENT)


STEPS = [
    give_details,
    publish_contact,
    choose_cover,
    say_who,
    publish_news,
    publish_event,
    complete_legal,
    two_people,
]


@pytest.mark.parametrize("number", range(len(STEPS)))
def test_each_step_ticks_itself_off_and_only_itself(network, number):
    assert not any(done(network.vitre))
    STEPS[number](network.vitre)
    assert done(network.vitre) == [number == other for other in range(len(STEPS))]
    assert not any(done(network.fougeres))


def test_half_a_step_is_not_done(network):
    make_person(network.vitre, "communication_group", "referent_group")
    make_person(network.vitre, username="partie", is_active=False)
    Contact.objects.create(territory=network.vitre, name="Accueil", is_published=False)
    NewsPageFactory(territory=network.vitre, live=False)
    assert not any(done(network.vitre))


def test_a_page_below_says_who_we_are(network):
    about = LandingPage.objects.get(territory=network.vitre, slug="nous-connaitre")
    ContentPageFactory(parent=about)
    assert done(network.vitre)[STEPS.index(say_who)]


def test_each_step_leads_to_a_screen_that_its_team_may_open(network, client):
    client.force_login(make_person(network.vitre))
    [todo] = todo_of([network.vitre.pk])
    assert {client.get(step.url).status_code for step in todo.steps} == {200}


def test_the_dashboard_shows_them_to_the_team_until_all_is_done(network, client):
    dashboard = reverse("wagtailadmin_home")
    client.force_login(make_person(network.vitre, username="nolwenn"))
    assert "Premiers pas de votre site" in client.get(dashboard).content.decode()
    for step in STEPS:
        step(network.vitre)
    assert "Premiers pas" not in client.get(dashboard).content.decode()


def test_nobody_else_sees_them(network, client):
    for person in (make_person(network.vitre, REFERENT), make_translator()):
        client.force_login(person)
        assert "Premiers pas" not in client.get(reverse("wagtailadmin_home")).content.decode()
    client.force_login(make_person(network.ess_35))
    shown = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "site-todo-ess-35" in shown
    assert "site-todo-vitre" not in shown


def test_all_sites_in_two_queries(network):
    everyone = [territory.pk for territory in network.all]
    todo_of(everyone)
    with CaptureQueriesContext(connection) as captured:
        assert len(todo_of(everyone)) == len(everyone)
    assert len(captured) == 2
