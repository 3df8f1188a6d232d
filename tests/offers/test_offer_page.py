"""An offer, and who welcomes the visitor for it."""

import pytest
from django.core.exceptions import ValidationError

from offers.models import LocalOffer
from tests.factories.offers import AudienceFactory, LocalOfferFactory, OfferPageFactory
from tests.factories.resources import ContactFactory

ADDRESS = "/etre-accompagne/premier-accueil/"


@pytest.fixture
def offer(network):
    return OfferPageFactory(
        title="Premier accueil",
        slug="premier-accueil",
        audiences=[AudienceFactory(code="porteurs-projet")],
        steps=[
            ("step", {"title": "On se rencontre", "text": "Une heure.", "duration": "une heure"})
        ],
        deliverables=[("deliverable", "La prochaine étape, écrite")],
        questions=[("question", {"question": "Combien ça coûte ?", "answer": "<p>Rien.</p>"})],
        duration="une heure",
        price="Gratuit",
        partners="Les pôles ESS",
        source="https://exemple.test/source",
    )


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_an_offer_tells_everything_it_holds(network, get, offer):
    html = page_of(get(network.vitre, ADDRESS))
    for told in (
        "« J’ai une idée »",
        "On en parle une heure",
        "On se rencontre",
        "La prochaine étape, écrite",
        "Combien ça coûte\u202f?",
        "Gratuit",
        "Les pôles ESS",
        "Porteurs projet",
        "https://exemple.test/source",
    ):
        assert told in html, told
    assert f'<link rel="canonical" href="http://bretagne.test{ADDRESS}">' in html


def test_without_a_local_form_the_site_s_own_contact_stands(network, get, offer):
    html = page_of(get(network.vitre, ADDRESS))
    assert "Qui vous accueille" in html
    assert 'href="/contact/"' in html


def test_the_visitor_s_own_territory_comes_first(network, get, offer):
    LocalOfferFactory(offer=offer, territory=network.ess_35, dates="Le lundi")
    LocalOfferFactory(offer=offer, territory=network.vitre, dates="Le mardi", price="5 €")
    html = page_of(get(network.vitre, ADDRESS))
    assert "Ici, avec ESS pays de Vitré" in html
    assert "Le mardi" in html
    assert "5\u00a0€" in html
    assert "Le lundi" not in html


def test_a_form_from_above_is_named_as_such(network, get, offer):
    LocalOfferFactory(offer=offer, territory=network.ess_35, dates="Le lundi")
    html = page_of(get(network.fougeres, ADDRESS))
    assert "Avec ESS 35" in html
    assert "ESS pays de Fougères n’a pas encore écrit sa propre forme" in html
    assert "Le lundi" in html


def test_a_form_of_elsewhere_or_switched_off_is_not_shown(network, get, offer):
    LocalOfferFactory(offer=offer, territory=network.cornouaille, dates="Le jeudi")
    LocalOfferFactory(offer=offer, territory=network.vitre, dates="Le mardi", is_active=False)
    html = page_of(get(network.vitre, ADDRESS))
    assert "Le jeudi" not in html
    assert "Le mardi" not in html
    assert "Qui vous accueille" in html


def test_only_published_contacts_are_told_and_changes_show_at_once(network, get, offer):
    shown = ContactFactory(name="Accueil du pôle", territory=network.vitre, is_published=True)
    hidden = ContactFactory(name="Personne cachée", territory=network.vitre, is_published=False)
    local = LocalOfferFactory(offer=offer, territory=network.vitre)
    local.contacts.set([shown, hidden])
    html = page_of(get(network.vitre, ADDRESS))
    assert "Accueil du pôle" in html
    assert "Personne cachée" not in html
    shown.is_published = False
    shown.save()
    assert "Accueil du pôle" not in page_of(get(network.vitre, ADDRESS))
    local.dates = "Le samedi"
    local.save()
    assert "Le samedi" in page_of(get(network.vitre, ADDRESS))
    local.delete()
    assert "Le samedi" not in page_of(get(network.vitre, ADDRESS))


def test_a_territory_has_one_form_of_an_offer(network, offer):
    LocalOfferFactory(offer=offer, territory=network.vitre)
    with pytest.raises(ValidationError):
        LocalOffer(offer=offer, territory=network.vitre).full_clean()


def test_a_form_remembers_the_revision_it_was_adapted_from(network, offer):
    revision = offer.save_revision()
    revision.publish()
    offer.refresh_from_db()
    local = LocalOfferFactory(offer=offer, territory=network.vitre)
    assert local.adapted_from_id == revision.pk
    offer.save_revision().publish()
    local.save()
    assert local.adapted_from_id == revision.pk


def test_an_offer_keeps_to_its_budget_of_queries(
    network, get, offer, django_assert_max_num_queries
):
    LocalOfferFactory(offer=offer, territory=network.region)
    for territory in (network.region, network.vitre):
        get(territory, f"{ADDRESS}?chaud")
        with django_assert_max_num_queries(12):
            get(territory, ADDRESS)
