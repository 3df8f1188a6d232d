"""Merging two pays: what is announced is what is done, all or nothing, and old addresses live on."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction, Site

from core.models import SiteImage
from home.models import ContentPage, NewsPage
from home.sites.merging import run
from home.sites.merging.plan import plan_merge
from home.sites.merging.rows import APART, RELATIONS
from home.sites.merging.run import PlanChangedError, merge
from territories.geography import answering
from territories.listing import findable_in
from territories.models import (
    Contact,
    Diffusion,
    FormerAddress,
    FormerHost,
    SiteTexts,
    TerritorialPage,
    Territory,
)
from tests.factories.home import (
    ContentPageFactory,
    EventPageFactory,
    NewsPageFactory,
    section,
)
from tests.factories.offers import LocalOfferFactory
from tests.factories.people import REFERENT, make_person, make_translator
from tests.factories.resources import ToolPageFactory
from tests.factories.territories import EpciFactory

User = get_user_model()
State = Diffusion.State


@pytest.fixture
def boss(network):
    return make_person(network.region)


@pytest.fixture
def rich(network):
    """Fougères, with something of everything; it goes to Vitré."""
    leaving = network.fougeres
    NewsPageFactory(territory=leaving, title="Fête de la laine", slug="fete")
    NewsPageFactory(territory=leaving, title="Assemblée", slug="assemblee")
    NewsPageFactory(territory=network.vitre, title="Assemblée de Vitré", slug="assemblee")
    NewsPageFactory(territory=leaving, title="À relire", slug="brouillon", live=False)
    EventPageFactory(territory=leaving, slug="marche")
    parent = ContentPageFactory(territory=leaving, title="Nos lieux", slug="lieux")
    ContentPageFactory(territory=leaving, parent=parent, title="La halle", slug="halle")
    ContentPageFactory(
        territory=leaving,
        parent=section(leaving, "mentions-legales"),
        title="Crédits",
        slug="credits",
    )
    ToolPageFactory(territory=leaving, title="Boîte à outils")
    Contact.objects.create(territory=leaving, name="Accueil")
    EpciFactory(pays=leaving)
    LocalOfferFactory(territory=leaving)
    make_person(leaving, username="awen")
    make_person(leaving, REFERENT, username="yann")
    SiteImage.objects.create(
        title="Halle", file=get_test_image_file(), credit="x", collection=leaving.collection
    )
    return network


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


def test_each_relation_to_a_territory_has_a_rule(network):
    known = {(r.model, r.field) for r in RELATIONS} | APART
    for field in Territory._meta.get_fields(include_hidden=True):
        if not field.auto_created or field.concrete or field.many_to_many:
            continue
        if issubclass(field.related_model, TerritorialPage):
            continue
        assert (field.related_model._meta.label, field.field.name) in known


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


# --- Other languages, menus and banners -----------------------------------------------


@pytest.fixture
def breton(db):
    return Locale.objects.get(language_code="br")


def in_breton(page, breton, **fields):
    """A page's translation, online."""
    copy = page.specific.copy_for_translation(breton, copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return copy


@pytest.mark.parametrize("kept_has_one", [True, False])
def test_nothing_is_left_behind_in_another_language(network, boss, breton, kept_has_one):
    lieux = ContentPageFactory(territory=network.fougeres, title="Nos lieux", slug="lieux")
    home = in_breton(network.fougeres.site.root_page, breton)
    agenda = in_breton(section(network.fougeres, "agenda"), breton)
    page = in_breton(lieux, breton, title="Hol lec’hioù")
    if kept_has_one:
        in_breton(network.vitre.site.root_page, breton)
        in_breton(section(network.vitre, "agenda"), breton)
    plan = plan_merge(network.fougeres, network.vitre)
    assert merge(network.fougeres, network.vitre, boss).figures == plan.figures
    vitre = Territory.objects.select_related("site__root_page").get(code="vitre")
    theirs = vitre.site.root_page.get_translation(breton)
    for old in (home, agenda, page):
        old.refresh_from_db()
    # One home, one agenda in Breton, both live and translations of Vitré's.
    assert theirs.live
    assert page.live
    assert page.is_descendant_of(theirs)
    assert page.specific.territory == vitre
    assert page.get_translation(Locale.objects.get(language_code="fr")).pk == lieux.pk
    assert section(vitre, "agenda").get_translation(breton).live
    assert (home.pk == theirs.pk) is not kept_has_one
    assert home.live is agenda.live is not kept_has_one
    for left in Page.objects.live().specific():
        assert getattr(left, "territory", None) != network.fougeres, left


def test_a_home_in_another_language_takes_the_name_of_the_kept_site(network, boss, breton):
    home = in_breton(network.fougeres.site.root_page, breton)
    merge(network.fougeres, network.vitre, boss)
    home = Page.objects.get(pk=home.pk).specific
    assert (home.title, home.slug) == ("ESS pays de Vitré", "vitre-br")
    # What is edited next is what it is called now.
    draft = home.get_latest_revision_as_object()
    assert (draft.title, draft.slug, draft.territory) == (home.title, home.slug, network.vitre)


def test_a_site_reserved_in_another_language_is_not_opened(network, breton):
    home = in_breton(network.fougeres.site.root_page, breton)
    PageViewRestriction.objects.create(page=home, restriction_type="login")
    with pytest.raises(Exception, match="réservé"):
        plan_merge(network.fougeres, network.vitre)


def test_menus_footers_and_banners_still_lead_to_the_right_page(rich, boss, get):
    moved, gone = Page.objects.get(slug="lieux"), section(rich.fougeres, "agenda")
    ours = section(rich.vitre, "agenda")
    texts = SiteTexts.objects.get(site=rich.region.site)
    texts.menu = [("item", {"label": "Lieux", "page": moved}), ("item", {"page": gone})]
    texts.footer_links = [("item", {"label": "Dates", "page": p}) for p in (ours, gone)]
    texts.alert_text, texts.alert_page = "Attention", gone
    texts.save()
    draft = SiteTexts.objects.get(site=rich.vitre.site)
    draft.menu = [("item", {"label": "Leur agenda", "page": gone})]
    draft.save_revision()
    plan = merge(rich.fougeres, rich.vitre, boss)
    assert plan.figures["Menus et bandeaux corrigés"] == 2
    page = BeautifulSoup(get(rich.region).content, "html.parser")
    links = [a["href"] for a in page.select("header a, footer a, .alert a, main a")]
    assert "http://vitre.test/nous-connaitre/lieux/" in links
    assert "http://vitre.test/agenda/" in links
    assert not [link for link in links if "fougeres" in link]
    texts.refresh_from_db()
    assert texts.alert_page.pk == ours.pk
    # A menu names each page once.
    assert [block.value["page"].pk for block in texts.footer_links] == [ours.pk]
    assert texts.latest_revision.user == boss
    draft.refresh_from_db()
    assert not draft.menu
    assert draft.get_latest_revision_as_object().menu[0].value["page"].pk == ours.pk


def test_what_is_renamed_keeps_its_new_name_when_it_is_published_again(rich, boss):
    page = NewsPage.objects.get(title="Assemblée")
    page.save_revision()
    merge(rich.fougeres, rich.vitre, boss)
    page = NewsPage.objects.get(pk=page.pk)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.slug == "assemblee-fougeres"


# --- Addresses ------------------------------------------------------------------------


@pytest.fixture
def old(rich, boss, client):
    """Ask the host of the pays that went."""
    Redirect.objects.create(
        old_path="/vieux", site=rich.fougeres.site, redirect_page=Page.objects.get(slug="fete")
    )
    Redirect.objects.create(
        old_path="/ailleurs", site=rich.fougeres.site, redirect_link="https://exemple.test/x"
    )
    # A kept page of the old host must not outlive the merger.
    assert client.get("/", headers={"host": "fougeres.test"}).status_code == 200
    merge(rich.fougeres, rich.vitre, boss)

    def ask(path, host="fougeres.test"):
        response = client.get(path, headers={"host": host})
        assert response.status_code == 301, path
        return response.url

    return ask


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", "/"),
        ("/?utm=lettre", "/?utm=lettre"),
        ("/actualites/", "/actualites/"),
        ("/actualites/?page=2", "/actualites/?page=2"),
        ("/actualites/fete/", "/actualites/fete/"),
        ("/actualites/fete", "/actualites/fete/"),
        ("/actualites/assemblee/", "/actualites/assemblee-fougeres/"),
        ("/nous-connaitre/lieux/halle/", "/nous-connaitre/lieux/halle/"),
        ("/mentions-legales/credits/", "/mentions-legales/credits/"),
        ("/mentions-legales/", "/mentions-legales/"),
        ("/agenda/marche/", "/agenda/marche/"),
        ("/actualites/brouillon/", "/"),
        ("/vieux/", "/actualites/fete/"),
        ("/ressources/", "/ressources/"),
        ("/ressources/une-fiche/?q=a%20b", "/ressources/une-fiche/?q=a%20b"),
        ("/flux/nouvelles/", "/flux/nouvelles/"),
        ("/flux/agenda.ics", "/flux/agenda.ics"),
        ("/recherche/?q=laine", "/recherche/?q=laine"),
        ("/robots.txt", "/robots.txt"),
        ("/n-a-jamais-existe/", "/"),
        ("/etre-accompagne-autrement/", "/"),
    ],
)
def test_every_old_address_leads_to_the_new_one(old, path, target):
    assert old(path) == f"http://vitre.test{target}"


def test_old_addresses_answer_what_they_did(old, client):
    assert old("/ailleurs/") == "https://exemple.test/x"
    for address in FormerAddress.objects.exclude(page=None):
        url = old(address.path)
        assert (
            client.get(
                url.removeprefix("http://vitre.test"), headers={"host": "vitre.test"}
            ).status_code
            == 200
        )


def test_a_chain_of_mergers_is_one_hop(old, rich, boss):
    vitre = Territory.objects.get(code="vitre")
    merge(vitre, rich.cornouaille, boss)
    assert old("/actualites/fete/") == "http://cornouaille.test/actualites/fete/"
    assert old("/mentions-legales/") == "http://cornouaille.test/mentions-legales/"
    assert old("/ressources/") == "http://cornouaille.test/ressources/"
    assert old("/", host="vitre.test") == "http://cornouaille.test/"
    assert {t.succeeded_by.code for t in Territory.objects.filter(is_active=False)} == {
        "cornouaille"
    }


def test_an_address_follows_its_page_wherever_it_goes(old, rich):
    fete = Page.objects.get(slug="fete").specific
    fete.slug = "fete-de-la-laine"
    fete.save()
    assert old("/actualites/fete/") == "http://vitre.test/actualites/fete-de-la-laine/"
    fete.unpublish()
    assert old("/actualites/fete/") == "http://vitre.test/"


# --- The screen -----------------------------------------------------------------------


def address(code="fougeres", target=""):
    url = reverse("site_merge", args=[code])
    return f"{url}?avec={target}" if target else url


@pytest.mark.parametrize("role", ["groupement", "pays", "referent", "translator", "nobody"])
def test_only_the_region_merges(rich, client, role):
    people = {
        "groupement": lambda: make_person(rich.ess_35),
        "pays": lambda: make_person(rich.vitre),
        "referent": lambda: make_person(rich.region, REFERENT),
        "translator": make_translator,
    }
    if role in people:
        client.force_login(people[role]())
    sure = {
        "avec": "vitre",
        "sure": "on",
        "fingerprint": plan_merge(rich.fougeres, rich.vitre).fingerprint,
    }
    assert client.get(address(target="vitre")).status_code == 302
    assert client.post(address(), sure).status_code in (302, 403)
    assert Territory.objects.get(code="fougeres").is_active


def test_the_region_reads_then_merges(rich, boss, client):
    client.force_login(boss)
    assert client.get(address()).status_code == 200
    page = client.get(address(target="vitre"))
    for words in (
        "Nos lieux",
        "et 1 en dessous",
        "assemblee-fougeres",
        "fougeres.test/nous-connaitre/lieux/",
    ):
        assert words in page.content.decode()
    fingerprint = page.context["plan"].fingerprint
    data = {"avec": "vitre", "fingerprint": fingerprint}
    assert client.post(address(), data).status_code == 422
    response = client.post(address(), data | {"sure": "on"})
    assert response.url == reverse("site_opened", args=["vitre"])
    assert not Territory.objects.get(code="fougeres").is_active
    assert client.get(address(target="vitre")).status_code == 404
    history = client.get(reverse("territoires:history", args=[rich.vitre.pk])).content.decode()
    assert "A fusionné « ESS pays de Fougères » dans « ESS pays de Vitré »" in history


def test_the_preview_stays_within_the_budget_of_an_admin_screen(
    rich, boss, client, django_assert_max_num_queries
):
    client.force_login(boss)
    client.get(address(target="vitre"))
    with django_assert_max_num_queries(59):
        assert client.get(address(target="vitre")).context["plan"]


def test_a_preview_too_old_is_shown_again(rich, boss, client):
    client.force_login(boss)
    response = client.post(address(), {"avec": "vitre", "sure": "on", "fingerprint": "vieux"})
    assert response.status_code == 409
    assert "Rien n’est fait" in response.content.decode()
    assert Territory.objects.get(code="fougeres").is_active


@pytest.mark.parametrize("target", ["fougeres", "ess-35", "bretagne", "nulle-part", "%00"])
def test_an_odd_choice_is_told(rich, boss, client, target):
    client.force_login(boss)
    response = client.get(address(target=target))
    assert response.status_code == 200
    assert "n’est pas parmi ceux" in response.content.decode()
    assert client.post(address(), {"avec": target, "sure": "on"}).status_code == 422


def test_the_screen_of_what_is_no_pays_is_unknown(network, boss, client):
    client.force_login(boss)
    for code in ("ess-35", "bretagne", "nulle-part"):
        assert client.get(address(code)).status_code == 404
