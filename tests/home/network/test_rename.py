"""Renaming a territory and its host: what follows, what stays to review."""

import pytest
from django.core.management import call_command

from home.network.opening.provisioning import create_site
from home.network.renaming import run
from home.network.renaming.plan import plan_renaming
from home.network.renaming.run import PlanChangedError, rename
from territories.finder.search import find
from territories.models import SiteTexts, Territory
from tests.factories.home import NewsPageFactory
from tests.factories.people import make_person
from tests.home.network.renaming import HOST, NEW, again, every_row, renamed

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
