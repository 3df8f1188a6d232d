"""Each indicator: what it counts, what it leaves out, and that nothing crosses to another site."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from core.models import SiteImage
from home.agenda.models import EventPage
from home.network.health.indicators import BY_SLUG, INDICATORS
from home.network.health.pages import last_publications
from home.network.standard_texts import TO_COMPLETE
from territories.models import Diffusion, SiteTexts
from territories.rights.collections import common_collection
from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory, section
from tests.factories.offers import LocalOfferFactory, OfferPageFactory
from tests.factories.resources import DocumentFactory, ToolPageFactory

YESTERDAY = timezone.localdate() - timedelta(days=1)


def found(slug: str, *territories) -> list[str]:
    """What an indicator says of these territories, in words."""
    return [fault.detail for fault in BY_SLUG[slug].find([t.pk for t in territories])]


def over(days: int) -> dict:
    end = timezone.now() - timedelta(days=days)
    return {"start": end - timedelta(hours=2), "end": end}


def link(target, kind="page") -> list:
    """A body whose text links to a page or a document."""
    return [("text", f'<p><a linktype="{kind}" id="{target.pk}">voir</a></p>')]


@pytest.fixture
def publish():
    """Save and publish, as the editor does: the reference index follows."""

    def publish(page):
        page.save_revision().publish()
        page.refresh_from_db()
        return page

    return publish


def test_a_new_site_has_only_its_legal_pages_to_complete(network):
    everyone = [territory.pk for territory in network.all]
    for indicator in INDICATORS:
        kinds = {fault.territory_id for fault in indicator.find(everyone)}
        assert kinds == (set(everyone) if indicator.slug == "mentions-legales" else set())


# --- Reviews -----------------------------------------------------------------


def test_a_page_past_its_review_date_is_counted_on_its_site(network):
    ContentPageFactory(territory=network.vitre, review_due=YESTERDAY)
    assert len(found("relectures", network.vitre)) == 1
    assert not found("relectures", network.fougeres, network.ess_35, network.region)


def test_a_sheet_is_counted_where_it_belongs_not_where_it_stands(network):
    ToolPageFactory(territory=network.vitre, review_due=YESTERDAY)
    assert len(found("relectures", network.vitre)) == 1
    assert not found("relectures", network.region)


def test_drafts_and_dates_to_come_are_not_counted_private_pages_are(network):
    ContentPageFactory(territory=network.vitre, review_due=YESTERDAY, live=False)
    ContentPageFactory(territory=network.vitre, review_due=timezone.localdate())
    private = ContentPageFactory(territory=network.vitre, review_due=YESTERDAY)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert len(found("relectures", network.vitre)) == 1


# --- Past events -------------------------------------------------------------


def test_an_event_over_leaves_the_lists_and_is_not_counted(network):
    EventPageFactory(territory=network.vitre, **over(days=3))
    assert not found("evenements-passes", network.vitre)


def test_an_event_over_for_more_than_a_year_is_counted_unless_offline(network):
    EventPageFactory(territory=network.vitre, **over(days=400))
    EventPageFactory(territory=network.vitre, live=False, **over(days=400))
    assert len(found("evenements-passes", network.vitre)) == 1
    assert not found("evenements-passes", network.fougeres)


def test_a_lasting_page_that_leads_to_an_event_over_is_counted(network, publish):
    event = EventPageFactory(title="Café de mai", territory=network.vitre, **over(days=3))
    publish(ContentPageFactory(territory=network.vitre, body=link(event)))
    publish(NewsPageFactory(territory=network.vitre, body=link(event)))
    ContentPageFactory(territory=network.vitre, body=link(event), live=False)
    (detail,) = found("evenements-passes", network.vitre)
    assert "montre « Café de mai »" in detail
    assert not found("evenements-passes", network.fougeres, network.region)


def test_a_link_to_an_event_to_come_is_not_counted(network, publish):
    publish(ContentPageFactory(territory=network.vitre, body=link(EventPageFactory())))
    assert not found("evenements-passes", network.vitre)


def test_a_menu_that_leads_to_an_event_over_is_counted(network):
    event = EventPageFactory(territory=network.vitre, **over(days=3))
    texts = SiteTexts.objects.get(site=network.vitre.site)
    name = next(iter(SiteTexts.menu.field.stream_block.child_blocks))
    texts.menu = [(name, {"label": "Le café", "page": event})]
    texts.save()
    assert len(found("evenements-passes", network.vitre)) == 1
    assert not found("evenements-passes", network.fougeres)


def test_a_received_event_that_is_over_is_counted_only_while_pinned(network):
    event = EventPageFactory(territory=network.vitre, **over(days=3))
    received = Diffusion.objects.create(
        page=event, territory=network.fougeres, state="accepted", pinned=True
    )
    assert len(found("evenements-passes", network.fougeres)) == 1
    assert not found("evenements-passes", network.vitre)
    received.pinned = False
    received.save()
    assert not found("evenements-passes", network.fougeres)


# --- Images ------------------------------------------------------------------


def image(collection, **fields) -> SiteImage:
    return SiteImage.objects.create(
        title="Atelier", file=get_test_image_file(), credit="x", collection=collection, **fields
    )


def test_an_image_without_text_is_counted_in_its_collection(network):
    image(network.vitre.collection)
    image(network.vitre.collection, description="Un atelier")
    image(network.vitre.collection, is_decorative=True)
    assert len(found("images-sans-texte", network.vitre)) == 1
    assert not found("images-sans-texte", network.fougeres, network.region)


def test_a_common_image_is_the_region_s_and_that_of_who_shows_it(network, publish):
    common = image(common_collection())
    assert len(found("images-sans-texte", network.region)) == 1
    assert not found("images-sans-texte", network.vitre)
    publish(NewsPageFactory(territory=network.vitre, cover=common))
    NewsPageFactory(territory=network.fougeres, cover=common, live=False)
    assert found("images-sans-texte", network.vitre) == [
        "sans texte de remplacement, montrée sur l’une de vos pages"
    ]
    assert not found("images-sans-texte", network.fougeres)


def test_an_image_told_in_its_place_is_not_counted_there(network, publish):
    common = image(common_collection())
    body = [("figure", {"image": common, "alt_text": "Un atelier"})]
    publish(ContentPageFactory(territory=network.vitre, body=body))
    assert not found("images-sans-texte", network.vitre)


# --- Legal pages -------------------------------------------------------------


def fill(territory, slug: str) -> Page:
    page = section(territory, slug)
    page.body = [("text", "<p>Publié par le pôle.</p>")]
    page.save()
    return page


def test_legal_pages_are_counted_until_they_are_filled(network):
    fill(network.vitre, "mentions-legales")
    assert found("mentions-legales", network.vitre) == [f"contient encore « {TO_COMPLETE} »"]
    fill(network.vitre, "donnees-personnelles")
    assert not found("mentions-legales", network.vitre)
    assert len(found("mentions-legales", network.fougeres)) == 2


def test_a_legal_page_offline_private_or_gone_is_counted(network):
    for slug in ("mentions-legales", "donnees-personnelles"):
        fill(network.vitre, slug)
    section(network.vitre, "mentions-legales").unpublish()
    PageViewRestriction.objects.create(
        page=section(network.vitre, "donnees-personnelles"), restriction_type="login"
    )
    section(network.vitre, "accessibilite").delete()
    assert sorted(found("mentions-legales", network.vitre)) == [
        "hors ligne, ou réservée",
        "hors ligne, ou réservée",
        "page absente : accessibilité",
    ]


# --- Local texts -------------------------------------------------------------


def test_a_local_text_is_counted_once_the_common_text_has_changed(network, publish):
    offer = publish(OfferPageFactory(title="Incubateur"))
    local = LocalOfferFactory(offer=offer, territory=network.vitre)
    assert not found("textes-locaux", network.vitre)
    offer.promise = "On en parle deux heures."
    publish(offer)
    assert len(found("textes-locaux", network.vitre)) == 1
    assert not found("textes-locaux", network.fougeres, network.region)
    local.is_active = False
    local.save()
    assert not found("textes-locaux", network.vitre)


def test_a_draft_of_the_common_text_changes_nothing(network, publish):
    offer = publish(OfferPageFactory())
    LocalOfferFactory(offer=offer, territory=network.vitre)
    offer.promise = "Pas encore."
    offer.save_revision()
    assert not found("textes-locaux", network.vitre)


# --- Links -------------------------------------------------------------------


def test_a_link_to_a_page_offline_is_counted_on_the_site_that_has_it(network, publish):
    target = ContentPageFactory(title="Notre équipe", territory=network.fougeres)
    publish(ContentPageFactory(territory=network.vitre, body=link(target)))
    assert not found("liens-rompus", network.vitre)
    target.unpublish()
    assert found("liens-rompus", network.vitre) == ["lien vers « Notre équipe », hors ligne"]
    assert not found("liens-rompus", network.fougeres)


def test_a_link_in_a_draft_is_not_counted(network, publish):
    target = ContentPageFactory(territory=network.vitre, live=False)
    ContentPageFactory(territory=network.vitre, body=link(target), live=False)
    page = publish(ContentPageFactory(territory=network.vitre))
    page.body = link(target)
    page.save_revision()
    assert not found("liens-rompus", network.vitre)


@pytest.mark.parametrize("kind", ["page", "document"])
def test_a_link_to_what_was_deleted_stays_known_until_it_is_removed(
    network, publish, kind, django_capture_on_commit_callbacks
):
    target = ContentPageFactory(territory=network.vitre) if kind == "page" else DocumentFactory()
    page = publish(ContentPageFactory(territory=network.vitre, body=link(target, kind)))
    with django_capture_on_commit_callbacks(execute=True):
        target.delete()
    words = "une page supprimée" if kind == "page" else "un document supprimé"
    assert found("liens-rompus", network.vitre) == [f"lien vers {words}"]
    page.title = "Autre titre"
    publish(page)
    assert len(found("liens-rompus", network.vitre)) == 1
    page.body = [("text", "<p>Sans lien.</p>")]
    publish(page)
    assert not found("liens-rompus", network.vitre)


def test_a_link_goes_with_the_page_that_had_it(
    network, publish, django_capture_on_commit_callbacks
):
    parent = ContentPageFactory(territory=network.vitre)
    source = publish(ContentPageFactory(territory=network.vitre, body=link(parent)))
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=source.pk).delete()
        Page.objects.get(pk=parent.pk).delete()
    assert not found("liens-rompus", network.vitre)


def test_a_local_offer_may_hold_a_broken_link(network):
    target = ContentPageFactory(territory=network.vitre, live=False)
    text = f'<p><a linktype="page" id="{target.pk}">voir</a></p>'
    local = LocalOfferFactory(offer=OfferPageFactory(), territory=network.vitre, text=text)
    assert len(found("liens-rompus", network.vitre)) == 1
    local.is_active = False
    local.save()
    assert not found("liens-rompus", network.vitre)


# --- Last publication --------------------------------------------------------


def test_the_last_publication_is_that_of_the_territory_s_own_pages(network):
    later = timezone.now() + timedelta(hours=1)
    ToolPageFactory(territory=network.vitre, last_published_at=later)
    EventPageFactory(
        territory=network.fougeres, live=False, last_published_at=later + timedelta(hours=1)
    )
    last = last_publications([network.vitre.pk, network.fougeres.pk, network.region.pk])
    assert last[network.vitre.pk] == later
    assert last[network.fougeres.pk] < later
    assert last[network.region.pk] < later
    assert not EventPage.objects.live().exists()
