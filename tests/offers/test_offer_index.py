"""The index of offers: by audience, by axis."""

import pytest
from wagtail.models import PageViewRestriction

from territories.finder.nearby import nearby
from tests.factories.offers import (
    AudienceFactory,
    LocalOfferFactory,
    OfferPageFactory,
    StrategicAxisFactory,
)

INDEX = "/etre-accompagne/"


@pytest.fixture
def offers(network):
    """Two axes, an offer on each, one on none; two audiences."""
    people, schools = AudienceFactory(code="porteurs-projet"), AudienceFactory(code="scolaires")
    first, second = StrategicAxisFactory(number=1), StrategicAxisFactory(number=2)
    teach = OfferPageFactory(title="Sensibiliser", axis=first, audiences=[schools])
    welcome = OfferPageFactory(
        title="Premier accueil", slug="premier-accueil", axis=second, audiences=[people]
    )
    OfferPageFactory(title="Hors des axes", hook="")
    return {"teach": teach, "welcome": welcome}


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_offers_stand_under_their_axis_with_its_aims(network, get, offers):
    html = page_of(get(network.vitre, INDEX))
    assert 'id="axe-1"' in html
    assert 'id="axe-2"' in html
    assert "Faire de l’ESS le cœur des politiques publiques" in html
    first, second, others = (
        html.index('id="axe-1"'),
        html.index('id="axe-2"'),
        html.index("Et aussi"),
    )
    assert first < html.index(">Sensibiliser<") < second < html.index(">Premier accueil<") < others
    assert 'href="/etre-accompagne/premier-accueil/"' in html


def test_an_audience_keeps_only_its_offers(network, get, offers):
    html = page_of(get(network.vitre, f"{INDEX}?public=scolaires"))
    assert "Sensibiliser" in html
    assert "Premier accueil" not in html
    assert "1 offre pour" in html
    assert '<option value="scolaires" selected>' in html
    assert '<meta name="robots" content="noindex' in html
    assert f'<link rel="canonical" href="http://bretagne.test{INDEX}">' in html


@pytest.mark.parametrize("value", ["zzz", "<script>", "", "collectivites"])
def test_a_wrong_audience_is_ignored(network, get, offers, value):
    html = page_of(get(network.vitre, INDEX, data={"public": value}))
    assert "Sensibiliser" in html
    assert "Premier accueil" in html
    assert "noindex" not in html


def test_drafts_and_private_offers_are_never_listed(network, get, offers, rf):
    draft = OfferPageFactory(
        title="Brouillon", live=False, audiences=[AudienceFactory(code="rare")]
    )
    private = OfferPageFactory(title="Réservé")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    html = page_of(get(network.vitre, INDEX))
    for hidden in ("Brouillon", "Réservé", 'value="rare"'):
        assert hidden not in html
    assert get(network.vitre, f"{INDEX}{draft.slug}/").status_code == 404
    told = nearby(network.vitre, rf.get("/", headers={"host": "vitre.test"}))
    assert "Brouillon" not in str(told)
    assert "Réservé" not in str(told)


def test_an_empty_index_says_so(network, get):
    assert "Pas encore d’offre" in page_of(get(network.vitre, INDEX))


def test_an_axis_stays_with_its_aims_when_nothing_is_filtered(network, get):
    StrategicAxisFactory(number=1)
    html = page_of(get(network.vitre, INDEX))
    assert 'id="axe-1"' in html
    assert "Pas encore d’offre publiée sur cet axe." in html


def test_the_finder_tells_local_forms_first(network, offers, rf):
    LocalOfferFactory(offer=offers["welcome"], territory=network.ess_35, dates="Le mardi")
    (told,) = [
        s
        for s in nearby(network.vitre, rf.get("/", headers={"host": "vitre.test"}))
        if s["title"] == "Être accompagné·e"
    ]
    assert told["items"][0]["meta"] == "Le mardi"
    assert told["items"][0]["url"] == "/etre-accompagne/premier-accueil/"
    assert told["more_url"] == INDEX


def test_the_index_keeps_to_its_budget_of_queries(
    network, get, offers, django_assert_max_num_queries
):
    for number in range(8):
        OfferPageFactory(audiences=[AudienceFactory(code=f"public-{number}")])
    for territory in (network.region, network.vitre):
        get(territory, f"{INDEX}?chaud")
        with django_assert_max_num_queries(12):
            get(territory, INDEX)


def test_a_changed_axis_shows_at_once(network, get):
    axis = StrategicAxisFactory(number=1)
    assert axis.title in page_of(get(network.vitre, INDEX))
    axis.title = "Un titre nouveau"
    axis.save()
    assert "Un titre nouveau" in page_of(get(network.vitre, INDEX))
