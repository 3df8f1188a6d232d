"""Renaming a territory and its host: what follows, what stays to review, old names and addresses that live on."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Site

from home.models import HomePage
from home.provisioning import create_site
from home.sites.hosts import free_host
from home.sites.merging.run import merge
from home.sites.renaming import run
from home.sites.renaming.plan import plan_renaming
from home.sites.renaming.run import PlanChangedError, rename
from territories.finder.search import find
from territories.former import new_address
from territories.models import Contact, FormerHost, FormerName, SiteTexts, Territory
from tests.factories.home import ContentPageFactory, NewsPageFactory, section
from tests.factories.people import REFERENT, make_person, make_translator
from tests.factories.territories import CommuneFactory, EpciFactory

NEW = {
    "name": "Portes de Bretagne",
    "short_name": "Portes",
    "site_name": "ESS pays des Portes de Bretagne",
    "name_br": "Porzhioù Breizh",
}
HOST = "portes.test"


@pytest.fixture
def boss(network):
    return make_person(network.region)


def again(territory) -> Territory:
    return Territory.objects.select_related("site__root_page").get(pk=territory.pk)


def renamed(territory, by, host=HOST, **changes) -> Territory:
    rename(territory, NEW | changes, host, by)
    return again(territory)


def every_row() -> tuple:
    models = (Page, Site, Territory, SiteTexts, FormerHost, FormerName, HomePage)
    return tuple(list(model.objects.order_by("pk").values()) for model in models)


# --- What follows ---------------------------------------------------------------------


def test_a_preview_changes_nothing(network, boss):
    before = every_row()
    plan = plan_renaming(network.vitre, NEW, HOST)
    assert every_row() == before
    assert network.vitre.site_name == "ESS pays de Vitré"
    assert plan.changes() == [
        ("nom", "Pays de vitré", "Portes de Bretagne"),
        ("nom court", "Vitré", "Portes"),
        ("nom du site", "ESS pays de Vitré", "ESS pays des Portes de Bretagne"),
        ("nom en breton", "—", "Porzhioù Breizh"),
        ("adresse du site", "vitre.test", "portes.test"),
    ]


def test_names_teams_files_and_the_site_follow_and_the_code_stays(network, boss):
    people = make_person(network.vitre, username="awen")
    vitre = renamed(network.vitre, boss)
    assert vitre.code == "vitre"
    assert vitre.site.root_page.slug == "vitre"
    assert (vitre.site.site_name, vitre.site.hostname) == (NEW["site_name"], HOST)
    assert vitre.communication_group.name == "ESS pays des Portes de Bretagne — communication"
    assert vitre.referent_group.name == "ESS pays des Portes de Bretagne — référent·es"
    assert vitre.collection.name == NEW["site_name"]
    assert vitre.workflow.name == "Validation — ESS pays des Portes de Bretagne"
    assert list(people.groups.all()) == [vitre.communication_group]


def test_first_texts_follow_where_they_are_as_they_were_made(network, boss, get):
    vitre = renamed(network.vitre, boss)
    home = vitre.site.root_page.specific
    assert home.title == home.draft_title == NEW["site_name"]
    texts = SiteTexts.objects.get(site=vitre.site)
    assert texts.intro.startswith("L’équipe du pays des Portes de Bretagne, avec ESS 35 et ")
    for path in ("/", "/mentions-legales/", "/agenda/"):
        page = get(vitre, path).content.decode()
        assert "Portes de Bretagne" in page, path
        assert "Vitré" not in page, path
    # The history tells who did it, and what was there before.
    assert home.latest_revision.user == boss
    assert texts.latest_revision.user == boss


def test_what_a_team_wrote_stays_word_for_word(network, boss):
    home = network.vitre.site.root_page.specific
    home.title = "Bienvenue en pays de Vitré"
    home.hero_text = "Chez nous. L’équipe du pays de Vitré vous accueille et vous oriente. Venez !"
    home.save()
    plan = plan_renaming(network.vitre, NEW, HOST)
    assert "Bienvenue en pays de Vitré" in [mention.label for mention in plan.to_review]
    vitre = renamed(network.vitre, boss)
    home = vitre.site.root_page.specific
    assert home.title == "Bienvenue en pays de Vitré"
    assert home.hero_text == (
        "Chez nous. L’équipe du pays des Portes de Bretagne vous accueille et vous oriente. Venez !"
    )


def test_a_draft_stays_a_draft_and_follows_too(network, boss):
    home = network.vitre.site.root_page.specific
    home.hero_title = "Pas encore"
    home.save_revision()
    vitre = renamed(network.vitre, boss)
    home = vitre.site.root_page.specific
    assert (home.title, home.hero_title) == (NEW["site_name"], "Ici, on entreprend ensemble.")
    assert home.has_unpublished_changes
    draft = home.get_latest_revision_as_object()
    assert (draft.title, draft.hero_title) == (NEW["site_name"], "Pas encore")


def test_texts_of_the_pays_name_their_groupement_as_it_is_called_now(network, boss):
    rename(network.ess_35, NEW | {"site_name": "ESS Haute-Bretagne"}, "ess-35.test", boss)
    intro = SiteTexts.objects.get(site=network.vitre.site).intro
    assert (
        intro == "L’équipe du pays de Vitré, avec ESS Haute-Bretagne et le collectif ESS Bretagne."
    )
    assert SiteTexts.objects.get(site=network.cornouaille.site).latest_revision.user is None


def test_a_name_with_signs_of_html_is_only_a_name(network, boss, get):
    vitre = renamed(network.vitre, boss, site_name="ESS pays de Dol & <b>Baie</b>")
    page = get(vitre, "/mentions-legales/").content.decode()
    assert "ESS pays de Dol &amp; &lt;b&gt;Baie&lt;/b&gt; est un site du collectif" in page
    vitre = renamed(vitre, boss)
    assert "Dol" not in get(vitre, "/mentions-legales/").content.decode()


# --- What stays to review -------------------------------------------------------------


@pytest.fixture
def named(network):
    """Texts of Vitré that name it, and some that do not."""
    vitre = network.vitre
    NewsPageFactory(territory=vitre, title="Du neuf", summary="En pays de Vitré, ça bouge")
    NewsPageFactory(territory=vitre, title="Rien à voir", summary="La ville de Vitré")
    NewsPageFactory(territory=network.fougeres, title="Voisins", summary="Au pays de Vitré")
    draft = ContentPageFactory(territory=vitre, title="Histoire")
    draft.body = [("text", '<p>Le <a href="http://vitre.test/agenda/">programme</a></p>')]
    draft.save_revision()
    Contact.objects.create(territory=vitre, name="Accueil", note="Bureau du PAYS DE VITRE\u0301")
    return network


def test_what_names_the_old_name_or_host_is_listed_with_its_screen(named):
    plan = plan_renaming(named.vitre, NEW, HOST)
    assert [(mention.label, mention.kind) for mention in plan.to_review] == [
        ("Histoire", "page de contenu"),
        ("Du neuf", "nouvelle"),
        ("Accueil — Accueil", "contact"),
    ]
    assert all(mention.url for mention in plan.to_review)
    # The same host: nobody needs to read the draft again.
    plan = plan_renaming(named.vitre, NEW, "vitre.test")
    assert "Histoire" not in [mention.label for mention in plan.to_review]


def test_a_longer_name_is_not_mistaken_for_the_old_one(network):
    vitre = network.vitre
    longer = {"site_name": "ESS pays de Vitré et des Portes", "name": "Vitré et les Portes"}
    NewsPageFactory(territory=vitre, title="Déjà", summary="Le pays de Vitré et des Portes")
    NewsPageFactory(territory=vitre, title="Encore", summary="Le pays de Vitré")
    plan = plan_renaming(vitre, NEW | longer, "vitre.test")
    assert [mention.label for mention in plan.to_review] == ["Encore"]


# --- All or nothing -------------------------------------------------------------------


def test_nothing_is_done_when_the_last_step_fails(network, boss, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    before = every_row()
    monkeypatch.setattr(run, "log", fail)
    with pytest.raises(RuntimeError):
        rename(network.vitre, NEW, HOST, boss)
    assert every_row() == before


def test_a_plan_that_is_no_longer_true_is_not_followed(network, boss):
    shown = plan_renaming(network.vitre, NEW, HOST).fingerprint
    NewsPageFactory(territory=network.vitre, title="Au pays de Vitré")
    with pytest.raises(PlanChangedError):
        rename(network.vitre, NEW, HOST, boss, shown)
    assert again(network.vitre).site.hostname == "vitre.test"


def test_making_the_site_again_undoes_nothing(network, boss):
    vitre = renamed(network.vitre, boss)
    before = every_row()
    create_site(vitre, port=80)
    assert every_row() == before


def test_loading_the_files_again_undoes_nothing(db):
    call_command("load_territories", verbosity=0)
    for code in ("bretagne", "ess-35", "vitre"):
        create_site(Territory.objects.get(code=code))
    vitre = again(Territory.objects.get(code="vitre"))
    vitre = renamed(vitre, make_person(vitre))
    call_command("load_territories", verbosity=0)
    create_site(again(vitre))
    found = again(vitre)
    assert (found.site_name, found.name) == (NEW["site_name"], NEW["name"])
    assert (found.site.hostname, found.site.site_name) == (HOST, NEW["site_name"])
    assert Territory.objects.filter(site_name="ESS pays de Vitré").count() == 0
    assert find("pays de vitré").former_area == "pays de Vitré"


# --- Old addresses and names ----------------------------------------------------------


@pytest.fixture
def ask(client):
    """Where an address of an old host leads."""

    def where(url):
        host, path = re.match(r"http://([^/]+)(/.*)", url).groups()
        response = client.get(path, headers={"host": host})
        assert response.status_code == 301, url
        return response.url

    return where


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/agenda/?page=2",
        "/actualites/fete/",
        "/ressources/une-fiche/?q=a%20b",
        "/flux/agenda.ics",
        "/n-a-jamais-existe/",
        "/%C3%A9t%C3%A9/",
        "/robots.txt",
    ],
)
def test_the_old_host_keeps_every_path(network, boss, client, ask, path):
    # What the old host's own pages were must not outlive the renaming.
    client.get("/agenda/?page=2", headers={"host": "vitre.test"})
    renamed(network.vitre, boss)
    assert ask(f"http://vitre.test{path}") == f"http://portes.test{path}"


def test_no_path_leads_out_of_the_site(network, boss):
    renamed(network.vitre, boss)
    for path in ("//exemple.test/", "/\\exemple.test/", "/@exemple.test/"):
        assert urlsplit(new_address("vitre.test", path)).netloc == HOST, path


def test_two_renamings_are_one_hop_and_one_may_go_back(network, boss, ask, get):
    vitre = renamed(network.vitre, boss)
    vitre = renamed(vitre, boss, "trois.test", site_name="ESS pays du Trois")
    for host in ("vitre.test", HOST):
        assert ask(f"http://{host}/agenda/") == "http://trois.test/agenda/"
    vitre = renamed(vitre, boss, "vitre.test")
    assert get(vitre, "/agenda/").status_code == 200
    for host in ("trois.test", HOST):
        assert ask(f"http://{host}/agenda/") == "http://vitre.test/agenda/"


def test_a_former_host_is_its_own_territory_s_alone(network, boss):
    vitre = renamed(network.vitre, boss)
    with pytest.raises(ValidationError, match="mène à « ESS pays des Portes"):
        free_host("vitre.test", taker=network.fougeres)
    with pytest.raises(ValidationError, match="mène à"):
        free_host("vitre.test")
    assert free_host("vitre.test", taker=vitre) == "vitre.test"


def test_after_a_merger_hosts_of_before_the_renaming_remember_the_same_pages(network, boss, ask):
    for territory in (network.vitre, network.fougeres):
        NewsPageFactory(territory=territory, slug="fete", title="Fête")
    vitre = renamed(network.vitre, boss)
    merge(vitre, again(network.fougeres), boss)
    for host in ("vitre.test", HOST):
        assert (
            ask(f"http://{host}/actualites/fete/") == "http://fougeres.test/actualites/fete-vitre/"
        )
        assert ask(f"http://{host}/jamais/") == "http://fougeres.test/"
    # It has pages to remember now: nobody takes it back.
    with pytest.raises(ValidationError, match="mène à"):
        free_host("vitre.test", taker=again(network.fougeres))


@pytest.fixture
def placed(network):
    """Two communes in Vitré, one in Fougères."""
    for pays, names in ((network.vitre, ("Argentré", "Erbrée")), (network.fougeres, ("Lécousse",))):
        epci = EpciFactory(pays=pays)
        for name in names:
            CommuneFactory(name=name, epci=epci)
    return network


def found(query) -> set[str]:
    finding = find(query)
    places = [finding.place] if finding.place else [match.place for match in finding.matches]
    return {place.name for place in places if finding.state != "nothing"}


BOTH = {"Argentré", "Erbrée"}


def test_the_finder_knows_the_old_names(placed, boss, client):
    assert found("pays de vitré") == BOTH
    vitre = renamed(placed.vitre, boss)
    for query in ("Pays de Vitré", "ESS pays de vitre", "portes de bretagne", NEW["site_name"]):
        assert found(query) == BOTH, query
    page = client.get("/trouver/", {"q": "pays de vitré"}, headers={"host": HOST}).content.decode()
    assert "c’est aujourd’hui «\u202fESS pays des Portes de Bretagne\u202f»" in page.replace(
        "\xa0", "\u202f"
    )
    renamed(vitre, boss, "trois.test", name="Pays du Trois", site_name="ESS pays du Trois")
    for query in ("Pays de Vitré", "portes de bretagne", "pays du trois"):
        assert found(query) == BOTH, query


def test_the_finder_knows_the_name_of_a_merged_pays(placed, boss):
    merge(renamed(placed.vitre, boss), again(placed.fougeres), boss)
    for query in ("pays de vitré", "portes de bretagne", "pays de fougères"):
        assert found(query) == BOTH | {"Lécousse"}, query
    assert find("portes de bretagne").former_area
    assert not find("pays de fougères").former_area


def test_a_name_that_somebody_bears_now_is_no_former_one(placed, boss):
    renamed(placed.vitre, boss)
    rename(placed.fougeres, NEW | {"name": "x", "site_name": "ESS pays de Vitré"}, "f.test", boss)
    assert found("pays de vitré") == {"Lécousse"}
    assert found("pays de fougères") == {"Lécousse"}
    # Back to its own name: it is not former any more.
    rename(placed.fougeres, NEW | {"site_name": "ESS pays de Fougères"}, "f.test", boss)
    assert not FormerName.objects.filter(folded="ess pays de fougeres").exists()


# --- The screen -----------------------------------------------------------------------


def address(code="vitre"):
    return reverse("site_rename", args=[code])


def typed(**changes):
    return NEW | {"hostname": HOST} | changes


@pytest.mark.parametrize("role", ["groupement", "pays", "referent", "translator", "nobody"])
def test_only_the_region_renames(network, client, role):
    people = {
        "groupement": lambda: make_person(network.ess_35),
        "pays": lambda: make_person(network.vitre),
        "referent": lambda: make_person(network.region, REFERENT),
        "translator": make_translator,
    }
    if role in people:
        client.force_login(people[role]())
    sure = typed(sure="on", fingerprint=plan_renaming(network.vitre, NEW, HOST).fingerprint)
    assert client.get(address(), typed()).status_code == 302
    assert client.post(address(), sure).status_code in (302, 403)
    assert again(network.vitre).site_name == "ESS pays de Vitré"


def test_the_region_reads_then_renames(named, boss, client):
    client.force_login(boss)
    form = client.get(address())
    assert "ESS pays de Vitré" in form.content.decode()
    assert "plan" not in form.context
    page = client.get(address(), typed())
    for words in (
        "ESS pays des Portes de Bretagne",
        "http://vitre.test/agenda/ → http://portes.test/agenda/",
        "Du neuf",
        "L’équipe du pays de Vitré vous accueille",
    ):
        assert words in page.content.decode()
    data = typed(fingerprint=page.context["plan"].fingerprint)
    assert client.post(address(), data).status_code == 422
    response = client.post(address(), data | {"sure": "on"})
    assert response.url == reverse("site_opened", args=["vitre"])
    made = client.get(response.url).content.decode()
    for words in ("vitre.test", "Pays de vitré", "s’appelle désormais"):
        assert words in made
    history = client.get(reverse("territoires:history", args=[named.vitre.pk])).content.decode()
    assert "A renommé « ESS pays de Vitré » en « ESS pays des Portes de Bretagne »" in history
    assert "de vitre.test à portes.test" in history


@pytest.mark.parametrize(("code", "most"), [("vitre", 60), ("ess-35", 60)])
def test_the_preview_asks_no_more_for_more_pages(
    named, boss, client, django_assert_max_num_queries, code, most
):
    client.force_login(boss)
    client.get(address(code), typed())

    def count() -> int:
        with django_assert_max_num_queries(most - 1) as asked:
            assert client.get(address(code), typed()).context["plan"]
        return len(asked)

    before = count()
    for number in range(5):
        page = NewsPageFactory(territory=named.vitre, title=f"Du pays de Vitré {number}")
        page.summary = "Bientôt, au pays de Vitré"
        page.save_revision()
    assert count() == before


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"site_name": ""}, "site_name", "requis"),
        ({"site_name": "ESS pays de Fougères"}, "site_name", "a déjà ce nom de site"),
        ({"name": "x" * 121}, "name", "120"),
        ({"name": "a\x00b"}, "name", "nul"),
        ({"hostname": "fougeres.test"}, "hostname", "déjà celle du site « ESS pays de Fougères »"),
        ({"hostname": "https://portes.test/"}, "hostname", "nom d’hôte seul"),
        ({"hostname": ""}, "hostname", "requis"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(network, boss, client, changes, field, words):
    client.force_login(boss)
    data = typed(**changes)
    for response in (
        client.get(address(), data),
        client.post(address(), data | {"sure": "on", "fingerprint": "x"}),
    ):
        form = response.context["form"]
        assert list(form.errors) == [field]
        assert words in form.errors.as_text()
        assert form["hostname"].value() == data["hostname"]
        assert form["site_name"].value() == data["site_name"]
        assert "plan" not in response.context
    assert response.status_code == 422
    assert again(network.vitre).site_name == "ESS pays de Vitré"


def test_nothing_to_change_is_said(network, boss, client):
    client.force_login(boss)
    names = {name: getattr(network.vitre, name) for name in NEW}
    page = client.get(address(), names | {"hostname": "VITRE.test"})
    assert "Rien ne change" in page.content.decode()


def test_a_preview_too_old_is_shown_again(network, boss, client):
    client.force_login(boss)
    response = client.post(address(), typed(sure="on", fingerprint="vieux"))
    assert response.status_code == 409
    assert "Rien n’est fait" in response.content.decode()
    assert response.context["plan"].hosts == ("vitre.test", HOST)


def test_the_region_s_own_name_and_unknown_territories_have_no_such_screen(network, boss, client):
    client.force_login(boss)
    for code in ("bretagne", "nulle-part"):
        assert client.get(address(code)).status_code == 404
    assert client.get(address("ess-35")).status_code == 200


def test_names_of_a_territory_with_a_site_are_changed_there_alone(network, boss, client):
    client.force_login(boss)
    url = reverse("territoires:edit", args=[network.vitre.pk])
    page = client.get(url)
    assert page.context["form"].fields["site_name"].disabled
    assert address() in page.content.decode()
    assert section(network.vitre, "mentions-legales").live
