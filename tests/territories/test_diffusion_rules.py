"""To whom a page is proposed, who proposes and who decides."""

import pytest

from home.news.models import NewsPage
from territories.diffusion import acceptance, rules
from territories.models import Scale, Territory
from tests.factories.home import ContentPageFactory, NewsPageFactory, section
from tests.factories.people import REFERENT, make_person, make_translator


def targets(territory) -> set[str]:
    return {found.code for found in rules.targets_of(territory)}


def test_a_pays_proposes_to_its_groupement_the_region_and_every_other_pays(network):
    assert targets(network.vitre) == {"bretagne", "ess-35", "fougeres", "cornouaille"}


def test_a_groupement_proposes_to_the_region_and_to_pays_not_to_other_groupements(network):
    assert targets(network.ess_35) == {"bretagne", "vitre", "fougeres", "cornouaille"}


def test_the_region_proposes_to_all_but_itself(network):
    assert targets(network.region) == {t.code for t in network.all} - {"bretagne"}


def test_neither_a_closed_territory_nor_one_without_a_site_is_asked(network):
    network.fougeres.is_active = False
    network.fougeres.save()
    Territory.objects.create(
        code="redon", scale=Scale.PAYS, name="x", site_name="x", parent=network.ess_35
    )
    assert targets(network.vitre) == {"bretagne", "ess-35", "cornouaille"}


def test_targets_follow_the_tree(network):
    network.vitre.parent = network.finistere
    network.vitre.save()
    assert "ess-finistere" in targets(network.vitre)
    assert "ess-35" not in targets(network.vitre)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("vitre", True),
        ("ess_35", True),
        ("region", True),
        ("fougeres", False),
        ("finistere", False),
    ],
)
def test_whoever_publishes_a_page_proposes_it(network, role, allowed):
    page = NewsPageFactory(territory=network.vitre)
    index, user = section(network.vitre, "actualites"), make_person(getattr(network, role))
    assert rules.may_propose(user, page) is allowed
    assert rules.may_propose(user, NewsPage(), index) is allowed


def test_who_writes_without_publishing_proposes_nothing_and_decides_nothing(network):
    page = NewsPageFactory(territory=network.vitre)
    for user in (make_person(network.vitre, REFERENT), make_translator()):
        assert not rules.may_propose(user, page)
        assert not rules.may_decide(user, network.vitre)


@pytest.mark.parametrize(
    ("role", "decides"),
    [
        ("vitre", {"vitre"}),
        ("ess_35", {"ess_35", "vitre", "fougeres"}),
        ("region", {"region", "ess_35", "finistere", "vitre", "fougeres", "cornouaille"}),
    ],
)
def test_a_site_is_decided_by_its_own_its_groupement_and_the_region(network, role, decides):
    user = make_person(getattr(network, role))
    assert {n for n, t in vars(network).items() if rules.may_decide(user, t)} == decides


def test_only_what_diffuses_has_somebody_who_proposes_it(network):
    assert acceptance.owner_of(ContentPageFactory(territory=network.vitre)) is None
    assert acceptance.owner_of(NewsPageFactory(territory=network.vitre)) == network.vitre
