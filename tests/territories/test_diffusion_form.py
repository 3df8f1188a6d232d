"""« Proposer à d'autres sites », on the form of a page."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from home.news.models import NewsPage
from territories.diffusion.decisions import decide, propose
from territories.models import Diffusion
from tests.factories.home import EventPageFactory, NewsPageFactory, section
from tests.factories.people import make_person, make_translator

State = Diffusion.State
PUBLISH = {"action-publish": "1"}
CONTENT = {
    "summary": "",
    "date": "26/11/2026",
    "body-count": "0",
    "source": "",
    "seo_title": "",
    "search_description": "",
    "review_owner": "",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


@pytest.fixture
def vitre(network, client):
    user = make_person(network.vitre)
    client.force_login(user)
    return user


@pytest.fixture
def news(network):
    page = NewsPageFactory(territory=network.vitre, title="Ressourcerie")
    page.save_revision().publish()
    return page


def send(client, page, *ticked, shown="", **data):
    """Send the form of a page, with these sites ticked."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = {"title": page.title, "slug": page.slug, **CONTENT, "proposed_to-shown": shown}
    return client.post(url, sent | {"proposed_to": ticked} | data)


def open_form(client, page) -> str:
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    return response.content.decode()


def states(page) -> dict[str, str]:
    return dict(Diffusion.objects.filter(page=page).values_list("territory__code", "state"))


def test_a_new_page_is_proposed_as_it_is_published(network, client, vitre):
    url = reverse(
        "wagtailadmin_pages:add",
        args=["news", "newspage", section(network.vitre, "actualites").pk],
    )
    data = {"title": "Neuve", "slug": "neuve", "proposed_to-shown": "", **CONTENT}
    html = client.get(url).content.decode()
    assert "ESS pays de Fougères" in html
    client.post(url, data | {"proposed_to": ["ess-35", "fougeres"]} | PUBLISH)
    page = Page.objects.get(slug="neuve")
    assert states(page) == {"ess-35": "proposed", "fougeres": "proposed"}


def test_a_new_draft_keeps_its_wish_until_somebody_publishes_it(network, client, vitre):
    url = reverse(
        "wagtailadmin_pages:add",
        args=["news", "newspage", section(network.vitre, "actualites").pk],
    )
    data = {"title": "Neuve", "slug": "neuve", "proposed_to-shown": "", **CONTENT}
    client.post(url, data | {"proposed_to": ["ess-35"]})
    page = NewsPage.objects.get(slug="neuve")
    assert states(page) == {"ess-35": "planned"}
    assert "sera proposée à la publication" in open_form(client, page)
    client.force_login(make_person(network.ess_35))
    send(client, page, "ess-35", shown="ess-35", **PUBLISH)
    assert states(page) == {"ess-35": "proposed"}


def test_ticks_on_a_live_page_wait_for_its_publication(client, vitre, news):
    send(client, news, "bretagne")
    assert states(news) == {"bretagne": "planned"}
    send(client, news)
    assert states(news) == {}
    send(client, news, "bretagne", **PUBLISH)
    assert states(news) == {"bretagne": "proposed"}


def test_unticked_is_taken_back_at_publication_only(network, client, vitre, news):
    propose(news, [network.ess_35], vitre)
    decide(news.diffusions.get(), "pin", make_person(network.ess_35))
    send(client, news, shown="ess-35")
    assert "sera retirée à la publication" in open_form(client, news)
    send(client, news, "ess-35", shown="")
    assert news.diffusions.get().pinned
    send(client, news, shown="ess-35", **PUBLISH)
    assert states(news) == {}


def test_what_was_decided_since_the_form_was_opened_is_not_taken_back(network, client, vitre, news):
    propose(news, [network.ess_35], vitre)
    send(client, news, shown="", **PUBLISH)
    assert states(news) == {"ess-35": "proposed"}


def test_a_form_without_the_choice_changes_nothing(network, client, vitre, news):
    propose(news, [network.ess_35], vitre)
    url = reverse("wagtailadmin_pages:edit", args=[news.pk])
    client.post(url, {"title": "Autre", "slug": news.slug, **CONTENT, **PUBLISH})
    news.refresh_from_db()
    assert (news.title, states(news)) == ("Autre", {"ess-35": "proposed"})


def test_the_form_says_what_became_of_each_proposal(network, client, vitre, news):
    boss = make_person(network.region)
    rows = propose(news, [network.ess_35, network.fougeres, network.cornouaille], vitre)
    decide([row for row in rows if row.territory == network.fougeres], "pin", boss)
    decide([row for row in rows if row.territory == network.cornouaille], "hide", boss)
    html = open_form(client, news)
    for words in (", en attente", ", épinglée", "masquée par ce site le"):
        assert words in html
    # Hidden there: nothing to tick any more.
    assert re.search(r'value="cornouaille" id="[^"]+" disabled>', html)


def test_what_was_ticked_is_kept_when_the_form_is_refused(client, vitre, news):
    response = send(client, news, "bretagne", "fougeres", title="")
    assert response.context["form"]["proposed_to"].value() == ["bretagne", "fougeres"]
    assert states(news) == {}


@pytest.mark.parametrize("code", ["ess-finistere", "vitre", "nulle-part"])
def test_a_site_that_may_not_be_asked_is_refused_in_french(client, vitre, news, code):
    response = send(client, news, "ess-35", code, **PUBLISH)
    assert "ne peut pas être proposée à" in response.content.decode()
    assert states(news) == {}


def test_who_does_not_publish_reads_the_choice_and_makes_none(network, client, news):
    propose(news, [network.ess_35], make_person(network.vitre))
    client.force_login(make_translator())
    assert ", en attente" in open_form(client, news)
    send(client, news, "bretagne", shown="ess-35")
    assert states(news) == {"ess-35": "proposed"}
    assert not Diffusion.objects.get().leaving


@pytest.mark.parametrize(("role", "sets"), [("region", True), ("ess_35", False), ("vitre", False)])
def test_only_the_region_says_everywhere(network, client, news, role, sets):
    client.force_login(make_person(getattr(network, role)))
    assert "Toute la Bretagne" in open_form(client, news)
    send(client, news, everywhere="on", **PUBLISH)
    news.refresh_from_db()
    assert news.everywhere is sets


def test_everywhere_is_kept_when_a_pays_edits_its_page(network, client, vitre, news):
    NewsPage.objects.filter(pk=news.pk).update(everywhere=True)
    NewsPage.objects.get(pk=news.pk).save_revision().publish()
    send(client, news, **PUBLISH)
    news.refresh_from_db()
    assert news.everywhere


# Wagtail's own way of sending mails is not ready for Django 7.
@pytest.mark.filterwarnings("ignore:get_connection")
def test_the_last_approval_of_a_workflow_proposes(client, vitre, news):
    NewsPage.objects.filter(pk=news.pk).update(live=False)
    page = NewsPage.objects.get(pk=news.pk)
    page.save_revision()
    page.get_workflow().start(page, make_translator())
    task = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    send(client, page, "bretagne", **task)
    page.refresh_from_db()
    assert page.live, "approved"
    assert states(page) == {"bretagne": "proposed"}


def test_versions_are_compared_and_events_have_the_choice_too(network, client, vitre, news):
    news.save_revision()
    url = reverse("wagtailadmin_pages:revisions_compare", args=[news.pk, "earliest", "latest"])
    assert client.get(url).status_code == 200
    event = EventPageFactory(territory=network.vitre)
    assert 'name="proposed_to-shown"' in open_form(client, event)


def test_a_preview_keeps_nothing(client, vitre, news):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[news.pk])
    data = {"title": news.title, "slug": news.slug, **CONTENT}
    client.post(url, data | {"proposed_to": ["ess-35"], "proposed_to-shown": ""})
    assert states(news) == {}
