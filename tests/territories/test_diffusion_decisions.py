"""What becomes of a proposal: published, accepted, pinned, hidden, withdrawn."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry, PageViewRestriction

from home.news.models import NewsPage
from territories.diffusion.decisions import (
    decide,
    plan,
    plan_withdrawal,
    propose,
    withdraw,
)
from territories.diffusion.received import pending_proposals, received_pages
from territories.models import Diffusion, TerritorySettings
from tests.factories.home import ContentPageFactory, NewsPageFactory
from tests.factories.people import REFERENT, make_person, make_translator

State = Diffusion.State


@pytest.fixture
def vitre(network):
    return make_person(network.vitre)


@pytest.fixture
def ess_35(network):
    return make_person(network.ess_35)


@pytest.fixture
def news(network):
    return NewsPageFactory(territory=network.vitre, title="Ressourcerie")


def row(page, territory) -> Diffusion | None:
    return Diffusion.objects.filter(page=page, territory=territory).first()


def listed(page, territory) -> bool:
    return NewsPage.objects.visible_in(territory).filter(pk=page.pk).exists()


def publish(page) -> None:
    NewsPage.objects.get(pk=page.pk).save_revision().publish()


def takes_all_from(territory, source: str) -> None:
    TerritorySettings.objects.update_or_create(site=territory.site, defaults={source: True})


def test_a_proposal_waits_for_the_team_that_receives_it(network, news, vitre, ess_35):
    [proposal] = propose(news, [network.ess_35], vitre)
    assert proposal.state == State.PROPOSED
    assert not listed(news, network.ess_35)
    assert list(pending_proposals([network.ess_35])) == [proposal]
    assert decide(proposal, "accept", ess_35) == 1
    decided = row(news, network.ess_35)
    assert (decided.state, decided.decided_by) == (State.ACCEPTED, ess_35)
    assert decided.decided_at
    assert listed(news, network.ess_35)
    assert not pending_proposals([network.ess_35])


def test_a_draft_is_proposed_when_it_is_published(network, vitre):
    draft = NewsPageFactory(territory=network.vitre, live=False)
    propose(draft, [network.ess_35], vitre)
    assert row(draft, network.ess_35).state == State.PLANNED
    assert not received_pages(network.ess_35)
    publish(draft)
    assert row(draft, network.ess_35).state == State.PROPOSED
    assert received_pages(network.ess_35).get().pk == draft.pk


def test_pinning_accepts_and_hiding_unpins(network, news, vitre, ess_35):
    [proposal] = propose(news, [network.ess_35], vitre)
    decide(proposal, "pin", ess_35)
    assert (row(news, network.ess_35).state, row(news, network.ess_35).pinned) == ("accepted", True)
    decide(proposal, "accept", ess_35)
    assert row(news, network.ess_35).pinned
    decide(proposal, "unpin", ess_35)
    assert listed(news, network.ess_35)
    decide(proposal, "pin", ess_35)
    decide(proposal, "hide", ess_35)
    assert (row(news, network.ess_35).state, row(news, network.ess_35).pinned) == ("hidden", False)
    assert not listed(news, network.ess_35)


def test_what_is_decided_already_is_not_decided_again(network, news, vitre, ess_35):
    [proposal] = propose(news, [network.ess_35], vitre)
    assert decide(proposal, "unpin", ess_35) == 0
    assert row(news, network.ess_35).state == State.PROPOSED
    decide(proposal, "hide", ess_35)
    assert decide(proposal, "hide", make_person(network.region)) == 0
    assert row(news, network.ess_35).decided_by == ess_35


@pytest.mark.parametrize("everywhere", [False, True])
def test_hidden_stays_hidden_published_or_proposed_again(network, news, vitre, ess_35, everywhere):
    [proposal] = propose(news, [network.ess_35], vitre)
    decide(proposal, "hide", ess_35)
    NewsPage.objects.filter(pk=news.pk).update(everywhere=everywhere)
    takes_all_from(network.ess_35, "accept_from_children")
    publish(news)
    propose(news, [network.ess_35], vitre)
    withdraw(news, [network.ess_35], vitre)
    propose(news, [network.ess_35], vitre)
    news.unpublish()
    publish(news)
    assert row(news, network.ess_35).state == State.HIDDEN
    assert not listed(news, network.ess_35)


@pytest.mark.parametrize(
    ("source", "receiver", "setting"),
    [
        ("region", "vitre", "accept_from_region"),
        ("region", "ess_35", "accept_from_region"),
        ("ess_35", "vitre", "accept_from_parent"),
        ("vitre", "ess_35", "accept_from_children"),
        ("vitre", "region", "accept_from_children"),
        ("cornouaille", "vitre", "accept_from_others"),
        ("finistere", "vitre", "accept_from_others"),
    ],
)
@pytest.mark.parametrize("on", [True, False])
def test_settings_of_the_receiver_accept_a_source_at_once(network, source, receiver, setting, on):
    source, receiver = getattr(network, source), getattr(network, receiver)
    every = [f.name for f in TerritorySettings._meta.fields if f.name.startswith("accept_from")]
    defaults = {name: (name == setting) is on for name in every}
    TerritorySettings.objects.update_or_create(site=receiver.site, defaults=defaults)
    page = NewsPageFactory(territory=source, live=False)
    propose(page, [receiver], make_person(network.region, username="chef"))
    assert not listed(page, receiver)
    publish(page)
    assert listed(page, receiver) is on
    assert row(page, receiver).state == (State.ACCEPTED if on else State.PROPOSED)


def test_a_withdrawn_proposal_is_gone_accepted_or_not(network, news, vitre, ess_35):
    propose(news, [network.ess_35, network.fougeres], vitre)
    decide(row(news, network.ess_35), "pin", ess_35)
    assert withdraw(news, [network.ess_35, network.fougeres], vitre) == 2
    assert not Diffusion.objects.exists()


def test_wishes_wait_for_publication_and_may_be_changed(network, news, vitre, ess_35):
    propose(news, [network.ess_35], vitre)
    decide(row(news, network.ess_35), "pin", ess_35)
    plan(news, [network.fougeres, network.region], vitre)
    plan_withdrawal(news, [network.ess_35, network.region], vitre)
    assert listed(news, network.ess_35)
    assert not received_pages(network.fougeres)
    assert row(news, network.region) is None
    plan(news, [network.ess_35], vitre)
    publish(news)
    assert row(news, network.ess_35).pinned
    assert row(news, network.fougeres).state == State.PROPOSED
    plan_withdrawal(news, [network.ess_35], vitre)
    publish(news)
    assert row(news, network.ess_35) is None


def test_hiding_is_kept_against_a_withdrawal_to_come(network, news, vitre, ess_35):
    propose(news, [network.ess_35], vitre)
    plan_withdrawal(news, [network.ess_35], vitre)
    decide(row(news, network.ess_35), "hide", ess_35)
    publish(news)
    assert row(news, network.ess_35).state == State.HIDDEN


def test_a_wish_whose_site_closed_is_let_go(network, vitre):
    draft = NewsPageFactory(territory=network.vitre, live=False)
    plan(draft, [network.fougeres], vitre)
    network.fougeres.is_active = False
    network.fougeres.save()
    publish(draft)
    assert row(draft, network.fougeres) is None


def test_everywhere_is_hidden_or_pinned_without_a_proposal(network):
    page = NewsPageFactory(territory=network.region, everywhere=True)
    user = make_person(network.vitre)
    assert received_pages(network.vitre).get().state is None
    decide(Diffusion(page=page, territory=network.vitre), "pin", user)
    assert row(page, network.vitre).pinned
    decide(row(page, network.vitre), "hide", user)
    assert not listed(page, network.vitre)
    assert listed(page, network.fougeres)
    assert not received_pages(network.region)


def test_nobody_else_proposes(network, news):
    people = [make_person(network.fougeres), make_person(network.vitre, REFERENT)]
    for user in [*people, make_translator()]:
        for act in (propose, plan, withdraw, plan_withdrawal):
            with pytest.raises(PermissionDenied):
                act(news, [network.ess_35], user)
    assert not Diffusion.objects.exists()


def test_nobody_else_decides(network, news, vitre):
    [proposal] = propose(news, [network.fougeres], vitre)
    referent = make_person(network.fougeres, REFERENT)
    for user in (vitre, referent, make_translator(), make_person(network.finistere)):
        for action in ("accept", "pin", "unpin", "hide"):
            with pytest.raises(PermissionDenied):
                decide(proposal, action, user)
    assert row(news, network.fougeres).state == State.PROPOSED


def test_a_territory_that_may_not_be_asked_is_named(network, news, vitre):
    with pytest.raises(ValidationError, match="ESS Finistère, ESS pays de Vitré"):
        propose(news, [network.ess_35, network.finistere, network.vitre], vitre)
    assert not Diffusion.objects.exists()


def test_a_page_that_does_not_diffuse_is_refused(network, vitre):
    with pytest.raises(ValidationError, match="ne se propose pas"):
        propose(ContentPageFactory(territory=network.vitre), [network.ess_35], vitre)


def test_nothing_is_decided_when_one_has_vanished(network, news, vitre, ess_35):
    other = NewsPageFactory(territory=network.vitre)
    rows = [*propose(news, [network.ess_35], vitre), *propose(other, [network.ess_35], vitre)]
    withdraw(other, [network.ess_35], vitre)
    with pytest.raises(ValidationError, match="Rien n’a été changé"):
        decide(rows, "accept", ess_35)
    assert row(news, network.ess_35).state == State.PROPOSED


@pytest.mark.parametrize("how", ["draft", "unpublished", "private", "never proposed"])
def test_what_a_site_did_not_really_receive_is_not_decided(network, news, vitre, ess_35, how):
    if how != "never proposed":
        propose(news, [network.ess_35], vitre)
    if how == "draft":
        Diffusion.objects.update(state=State.PLANNED)
    elif how == "unpublished":
        news.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=news, restriction_type="login")
    with pytest.raises(ValidationError):
        decide(Diffusion(page=news, territory=network.ess_35), "accept", ess_35)
    assert not Diffusion.objects.filter(state=State.ACCEPTED).exists()


def test_each_decision_is_told_in_the_history_of_the_page(network, news, vitre, ess_35):
    takes_all_from(network.region, "accept_from_children")
    propose(news, [network.ess_35, network.region], vitre)
    for action in ("accept", "pin", "unpin", "hide"):
        decide(row(news, network.ess_35), action, ess_35)
    withdraw(news, [network.region], vitre)
    entries = PageLogEntry.objects.filter(page=news, action__startswith="territories.diffusion")
    assert {entry.message for entry in entries} == {
        "Proposée à ESS 35",
        "Proposée à ESS Bretagne",
        "Acceptée d’office par ESS Bretagne",
        "Acceptée pour ESS 35",
        "Épinglée sur ESS 35",
        "N’est plus épinglée sur ESS 35",
        "Masquée sur ESS 35",
        "N’est plus proposée à ESS Bretagne",
    }


def test_only_the_site_concerned_is_emptied(
    network, news, vitre, ess_35, get, django_assert_num_queries
):
    NewsPageFactory(territory=network.fougeres)  # an empty list would show what its groupement has
    [proposal] = propose(news, [network.ess_35], vitre)
    for territory in (network.ess_35, network.fougeres):
        assert news.title not in get(territory, "/actualites/").content.decode()
    decide(proposal, "accept", ess_35)
    with django_assert_num_queries(0):
        get(network.fougeres, "/actualites/")
    assert news.title in get(network.ess_35, "/actualites/").content.decode()
