"""A page that was published once is unpublished, never deleted; none leaves its site but by the region."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page

from tests.factories.home import ContentPageFactory, LandingPageFactory
from tests.factories.people import make_person, make_translator

KEPT = "Une page déjà publiée se dépublie"


@pytest.fixture
def pages(network):
    """A section of Vitré: a page online, one that was, a draft."""
    section = LandingPageFactory(territory=network.vitre, title="Rubrique", live=False)
    Page.objects.filter(pk=section.pk).update(first_published_at=None)
    under = {"territory": network.vitre, "parent": section}
    online = ContentPageFactory(title="En ligne", **under)
    former = ContentPageFactory(title="Retirée", **under)
    for page in (online, former):
        page.save_revision().publish()
    former.refresh_from_db()
    former.unpublish()
    draft = ContentPageFactory(title="Brouillon", live=False, **under)
    return {"section": section, "online": online, "former": former, "draft": draft}


@pytest.fixture
def team(client, network):
    person = make_person(network.vitre)
    client.force_login(person)
    return person


def _delete(client, page):
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {})


def _bulk(client, action, *pages, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    asked = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{asked}&next=/admin/", data)


def _api(client, action, page, **data):
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(url, json.dumps(data), content_type="application/json")


def _there(*pages) -> bool:
    return Page.objects.filter(pk__in=[page.pk for page in pages]).count() == len(pages)


@pytest.mark.parametrize("kind", ["online", "former"])
def test_a_page_once_published_is_kept(client, team, pages, kind):
    for refused in (
        client.get(reverse("wagtailadmin_pages:delete", args=[pages[kind].pk])),
        _delete(client, pages[kind]),
        _bulk(client, "delete", pages[kind]),
        _api(client, "delete", pages[kind]),
    ):
        assert refused.status_code == 403
        answer = refused.json()["detail"] if "json" in refused["Content-Type"] else refused.text
        assert KEPT in answer
    assert _there(pages[kind])


def test_the_refusal_offers_to_unpublish_what_is_online(client, team, pages):
    url = reverse("wagtailadmin_pages:unpublish", args=[pages["online"].pk])
    assert url in _delete(client, pages["online"]).text
    assert "Dépublier la page" not in _delete(client, pages["former"]).text


def test_a_draft_is_deleted(client, team, pages):
    _delete(client, pages["draft"])
    assert not _there(pages["draft"])


def test_a_section_is_kept_for_what_stands_below(client, network, pages):
    client.force_login(make_person(network.region))
    refused = _delete(client, pages["section"])
    assert "En ligne" in refused.text
    assert "Retirée" in refused.text
    assert "Brouillon" not in refused.text
    assert _api(client, "delete", pages["section"]).status_code == 403
    assert _there(*pages.values())


def test_in_bulk_nothing_is_done_by_half(client, team, pages):
    refused = _bulk(client, "delete", pages["draft"], pages["online"])
    assert refused.status_code == 403
    assert "En ligne" in refused.text
    assert _there(pages["draft"], pages["online"])
    _bulk(client, "delete", pages["draft"])
    assert not _there(pages["draft"])


def test_in_bulk_the_refusal_leads_to_unpublish_all(client, network, team, pages):
    other = ContentPageFactory(title="Autre", territory=network.vitre, parent=pages["section"])
    refused = _bulk(client, "delete", pages["online"], other)
    assert "Dépublier ces 2 pages" in refused.text
    _bulk(client, "unpublish", pages["online"], other)
    assert not Page.objects.live().filter(pk__in=[pages["online"].pk, other.pk]).exists()


def test_a_technical_account_deletes(client, pages):
    client.force_login(get_user_model().objects.create_superuser("tech", "t@exemple.test", "x"))
    _delete(client, pages["online"])
    _bulk(client, "delete", pages["former"])
    assert not Page.objects.filter(pk__in=[pages["online"].pk, pages["former"].pk]).exists()


def test_translators_delete_nothing(client, pages):
    client.force_login(make_translator())
    assert "pas la supprimer" in _delete(client, pages["draft"]).text
    assert "pas la supprimer" in _bulk(client, "delete", pages["draft"]).text
    assert _api(client, "delete", pages["draft"]).status_code == 403
    assert _there(pages["draft"])


def test_the_explorer_offers_to_delete_drafts_only(client, team, pages):
    page = client.get(reverse("wagtailadmin_explore", args=[pages["section"].pk])).text
    link = "/admin/pages/{}/delete/"
    assert link.format(pages["draft"].pk) in page
    assert link.format(pages["online"].pk) not in page
    assert link.format(pages["former"].pk) not in page
    head = client.get(reverse("wagtailadmin_pages:edit", args=[pages["online"].pk])).text
    assert link.format(pages["online"].pk) not in head


def _moves(client, page, destination):
    yield client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk]))
    yield _bulk(client, "move", page, chooser=destination.pk)
    yield _api(client, "move", page, destination_page_id=destination.pk, position="last-child")


def test_a_groupement_moves_pages_within_a_site_only(client, network, pages):
    client.force_login(make_person(network.ess_35))
    for refused in _moves(client, pages["draft"], network.fougeres.site.root_page):
        assert refused.status_code == 403
        assert "reste sur son site" in refused.content.decode()
    assert pages["section"].get_children().filter(pk=pages["draft"].pk).exists()
    next(_moves(client, pages["draft"], network.vitre.site.root_page))
    assert Page.objects.get(pk=pages["draft"].pk).depth == 3


def test_a_move_beside_a_page_of_another_site_is_refused(client, network, pages):
    client.force_login(make_person(network.ess_35))
    there = ContentPageFactory(territory=network.fougeres)
    refused = _api(client, "move", pages["draft"], destination_page_id=there.pk, position="right")
    assert refused.status_code == 403


def test_the_region_moves_a_page_to_another_site(client, network, pages):
    client.force_login(make_person(network.region))
    next(_moves(client, pages["draft"], network.fougeres.site.root_page))
    assert network.fougeres.site.root_page.get_children().filter(pk=pages["draft"].pk).exists()
