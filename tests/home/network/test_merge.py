"""Merging two pays: what is announced is what is done, all or nothing."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction, Site

from core.models import SiteImage
from home.network.merging import run
from home.network.merging.plan import plan_merge
from home.network.merging.run import PlanChangedError, merge
from home.pages.models import ContentPage
from territories.diffusion.findable import findable_in
from territories.models import Diffusion, FormerAddress, FormerHost, Territory
from territories.tree import answering
from tests.factories.home import NewsPageFactory, section
from tests.factories.offers import LocalOfferFactory

User = get_user_model()
State = Diffusion.State


# --- The plan -------------------------------------------------------------------------


def test_a_preview_changes_nothing_and_says_what_is_then_done(rich, boss):
    before = (list(Page.objects.order_by("pk").values()), Site.objects.count())
    plan = plan_merge(rich.fougeres, rich.vitre)
    assert (list(Page.objects.order_by("pk").values()), Site.objects.count()) == before
    done = merge(rich.fougeres, rich.vitre, boss, plan.fingerprint)
    assert done.figures == plan.figures
    assert plan.figures == {
        "Pages déplacées": 7,
        "Pages renommées": 1,
        "Pages retirées": 13,
        "Adresses qui suivent": 14,
        "Menus et bandeaux corrigés": 0,
        "Fiches du centre de ressources": 1,
        "Validations annulées": 0,
        "Personnes à la communication": 1,
        "Référent·es": 1,
        "Images": 1,
        "Documents": 0,
        "Contacts": 1,
        "Intercommunalités": 1,
        "Communes sans intercommunalité": 0,
        "Anciens hôtes": 0,
        "Anciens noms": 0,
        "Territoires déjà fusionnés": 0,
        "Offres locales": 1,
        "Demandes de premier accueil": 0,
        "Reprises d’animations": 0,
        "Sessions de formation": 0,
        "Chiffres de l’observatoire": 0,
        "Abonné·es à la lettre": 0,
        "Lettres": 0,
        "Contenus reçus d’autres sites": 0,
    }


def test_figures_are_what_the_database_says_afterwards(rich, boss):
    old_root = rich.fougeres.site.root_page
    images = SiteImage.objects.filter(collection=rich.fougeres.collection).count()
    live_before = Page.objects.descendant_of(rich.vitre.site.root_page).count()
    plan = merge(rich.fougeres, rich.vitre, boss)
    here = Page.objects.descendant_of(rich.vitre.site.root_page)
    assert here.count() - live_before == plan.figures["Pages déplacées"]
    assert here.filter(slug__endswith="-fougeres").count() == plan.figures["Pages renommées"]
    assert not Page.objects.descendant_of(old_root, inclusive=True).live().exists()
    assert FormerAddress.objects.count() == plan.figures["Adresses qui suivent"]
    vitre = Territory.objects.get(code="vitre")
    # The next official file must not give it back.
    assert vitre.epcis.get().locally_edited
    assert SiteImage.objects.filter(collection=vitre.collection).count() == images
    assert vitre.contacts.count() == vitre.epcis.count() == vitre.local_offers.count() == 1


@pytest.mark.parametrize(
    ("leaving", "staying"),
    [("vitre", "vitre"), ("vitre", "ess-35"), ("ess-35", "vitre"), ("bretagne", "vitre")],
)
def test_only_two_pays_with_their_sites_merge(network, boss, leaving, staying):
    pair = [Territory.objects.get(code=code) for code in (leaving, staying)]
    with pytest.raises(Exception, match="pays"):
        merge(*pair, boss)


def test_a_reserved_site_is_not_opened_by_a_merger(network, boss):
    PageViewRestriction.objects.create(
        page=network.fougeres.site.root_page, restriction_type="login"
    )
    with pytest.raises(Exception, match="réservé"):
        plan_merge(network.fougeres, network.vitre)


def test_a_reserved_standard_page_moves_as_it_is(network, boss):
    page = section(network.fougeres, "actualites")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    NewsPageFactory(territory=network.fougeres, slug="entre-nous")
    merge(network.fougeres, network.vitre, boss)
    page.refresh_from_db()
    assert page.url_path.startswith(network.vitre.site.root_page.url_path)
    assert page.slug == "actualites-fougeres"
    assert page.get_view_restrictions().exists()


def test_nothing_is_done_when_the_last_step_fails(rich, boss, monkeypatch):
    def fail(*args):
        raise RuntimeError

    before = list(Page.objects.order_by("pk").values())
    monkeypatch.setattr(run, "sync_permissions", fail)
    with pytest.raises(RuntimeError):
        merge(rich.fougeres, rich.vitre, boss)
    assert list(Page.objects.order_by("pk").values()) == before
    assert Territory.objects.get(code="fougeres").site
    assert not FormerHost.objects.exists()


def test_a_plan_that_is_no_longer_true_is_not_followed(rich, boss):
    shown = plan_merge(rich.fougeres, rich.vitre).fingerprint
    NewsPageFactory(territory=rich.fougeres)
    with pytest.raises(PlanChangedError):
        merge(rich.fougeres, rich.vitre, boss, shown)
    assert Territory.objects.get(code="fougeres").is_active


# --- Pages, search, rights ------------------------------------------------------------


def test_pages_belong_to_the_kept_site_and_are_found_there_only(rich, boss):
    fete = Page.objects.get(slug="fete")
    fete.specific.save_revision()
    assert fete in findable_in(rich.fougeres)
    merge(rich.fougeres, rich.vitre, boss)
    vitre = Territory.objects.select_related("site").get(code="vitre")
    assert [page.pk for page in findable_in(vitre).search("laine")] == [fete.pk]
    assert not findable_in(Territory.objects.get(code="fougeres")).exists()
    specific = Page.objects.get(pk=fete.pk).specific
    assert specific.territory == vitre
    assert specific.latest_revision.content["territory"] == vitre.pk
    assert specific.full_url == "http://vitre.test/actualites/fete/"
    for page in Page.objects.filter(slug__in=["halle", "credits"]).specific():
        assert page.territory == vitre
    assert Page.objects.get(title="Boîte à outils").specific.territory == vitre


def test_the_visitor_searches_the_kept_site(rich, boss, get):
    merge(rich.fougeres, rich.vitre, boss)
    found = get(rich.vitre, "/recherche/?q=laine").content.decode()
    assert "/actualites/fete/" in found
    elsewhere = get(rich.cornouaille, "/recherche/?q=laine").content.decode()
    assert "/actualites/fete/" not in elsewhere


def test_the_kept_legal_notice_stays_and_the_other_is_offline(rich, boss):
    ours = section(rich.vitre, "mentions-legales")
    theirs = section(rich.fougeres, "mentions-legales")
    merge(rich.fougeres, rich.vitre, boss)
    assert ContentPage.objects.get(pk=ours.pk).live
    assert not ContentPage.objects.get(pk=theirs.pk).live
    assert Page.objects.get(slug="credits").get_parent().pk == ours.pk


def test_people_act_for_the_kept_site_and_its_groups_alone(rich, boss, client):
    groups = [rich.fougeres.communication_group.pk, rich.fougeres.referent_group.pk]
    merge(rich.fougeres, rich.vitre, boss)
    vitre = Territory.objects.get(code="vitre")
    awen, yann = (User.objects.get(username=name) for name in ("awen", "yann"))
    assert list(awen.groups.all()) == [vitre.communication_group]
    assert list(yann.groups.all()) == [vitre.referent_group]
    assert not User.groups.rel.model.objects.filter(pk__in=groups).exists()
    client.force_login(awen)
    fete = Page.objects.get(slug="fete")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[fete.pk])).status_code == 200


def test_the_finder_answers_with_the_successor(rich, boss):
    fougeres = rich.fougeres.pk
    merge(rich.fougeres, rich.vitre, boss)
    assert answering(fougeres).code == "vitre"


@pytest.mark.parametrize(
    ("gone", "kept", "result"),
    [
        (State.ACCEPTED, None, State.ACCEPTED),
        (State.HIDDEN, None, State.HIDDEN),
        (State.ACCEPTED, State.HIDDEN, State.HIDDEN),
        (State.HIDDEN, State.ACCEPTED, State.ACCEPTED),
        (State.HIDDEN, State.PROPOSED, State.HIDDEN),
        (State.PROPOSED, State.ACCEPTED, State.ACCEPTED),
        (State.PROPOSED, State.PROPOSED, State.PROPOSED),
        (State.PROPOSED, State.PLANNED, State.PROPOSED),
        (State.PLANNED, State.PROPOSED, State.PROPOSED),
    ],
)
def test_the_decision_of_the_kept_team_wins_once_it_is_taken(network, boss, gone, kept, result):
    news = NewsPageFactory(territory=network.cornouaille)
    Diffusion.objects.create(page=news, territory=network.fougeres, state=gone)
    if kept:
        Diffusion.objects.create(page=news, territory=network.vitre, state=kept)
    merge(network.fougeres, network.vitre, boss)
    [row] = Diffusion.objects.filter(page=news)
    assert (row.territory, row.state) == (network.vitre, result)


def test_nobody_receives_her_own_pages(network, boss):
    ours, theirs = (NewsPageFactory(territory=t) for t in (network.vitre, network.fougeres))
    Diffusion.objects.create(page=ours, territory=network.fougeres, state=State.ACCEPTED)
    Diffusion.objects.create(page=theirs, territory=network.vitre, state=State.HIDDEN)
    merge(network.fougeres, network.vitre, boss)
    assert not Diffusion.objects.exists()
    assert theirs in type(theirs).objects.visible_in(network.vitre)


def test_the_offer_that_the_kept_pays_has_stays_its_own(network, boss):
    ours = LocalOfferFactory(territory=network.vitre)
    theirs = LocalOfferFactory(territory=network.fougeres, offer=ours.offer)
    plan = merge(network.fougeres, network.vitre, boss)
    assert plan.left == {"Offres locales": 1}
    assert list(Territory.objects.get(code="vitre").local_offers.all()) == [ours]
    theirs.refresh_from_db()
    assert theirs.territory.code == "fougeres"
