"""A sixth kind of sheets, which an app of its own adds (`tests/resources/sixth_kind`): nothing else names it."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from django.core.cache import caches
from django.urls import reverse

from resources.centre.blocks import SheetChooserBlock
from resources.centre.catalogue.memory import catalogue
from resources.centre.models import SheetFolderPage
from resources.centre.registry import Kind, kinds, register
from tests.factories import resources as make
from tests.factories.people import REFERENT, make_person
from tests.resources.sixth_kind.factories import RecipePageFactory
from tests.resources.sixth_kind.models import RecipePage, Tasting

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def recipe(network):
    make.ContactFactory(territory=network.vitre, role="welcome", name="L’accueil")
    make.ContactFactory(territory=network.vitre, role="direction", name="La direction")
    return RecipePageFactory(
        title="Galettes pour trente", slug="galettes", territory=network.vitre, duration=90,
        season="hiver", method="Battre la pâte la veille.", theme_codes=["alimentation"],
    )  # fmt: skip


@pytest.fixture
def read(get, network):
    def fetch(path, territory=None):
        caches["pages"].clear()
        response = get(territory or network.vitre, path)
        assert response.status_code == 200
        return response

    return fetch


def test_nothing_of_the_project_names_it():
    found = subprocess.run(
        ["git", "grep", "-liE", r"recipe(page|kind)|sixth_kind"], cwd=ROOT, capture_output=True,
        text=True, check=True,
    ).stdout.split()  # fmt: skip
    elsewhere = {
        name for name in found if not name.startswith(("tests/resources/", "tests/generations/"))
    }
    assert elsewhere <= {
        "site/config/settings/test.py",
        "docs/decisions/0104-kinds-are-declared.md",
    }


def facet(context, name):
    return next(facet for facet in context["facets"] if facet["name"] == name)


def test_the_catalogue_counts_filters_and_draws_it(recipe, read):
    make.ToolPageFactory(slug="outil", territory=recipe.territory, duration=300)
    context = read("/ressources/?saison=hiver&duree=1-2h&genre=recipe").context
    assert context["total"] == 1
    kinds_counted = {o["value"]: o["count"] for o in facet(context, "genre")["options"]}
    assert kinds_counted["recipe"] == 1
    assert kinds_counted["tool"] == 0
    assert [(o["label"], o["count"]) for o in facet(context, "saison")["options"]] == [
        ("En été", 0),
        ("En hiver", 1),
    ]
    assert {chip["label"] for chip in context["chips"]} == {
        "Recettes", "En hiver", "De 1 à 2 heures",
    }  # fmt: skip
    (row,) = context["groups"][0]["rows"]
    assert "#kind-sheet" in row
    for words in ("Recette", "Galettes pour trente", "90 minutes", "En cuisine", "à table"):
        assert words in row


def test_its_own_page(recipe, read):
    html = read("/ressources/galettes/").content.decode()
    assert "Battre la pâte la veille." in html
    assert "#kind-sheet" in html
    assert "<dt>Saison</dt>" in html
    assert "La direction" in html
    assert "L’accueil" not in html
    assert 'href="/ressources/?genre=recipe"' in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])
    assert (data["@type"], data["cookTime"], data["name"]) == (
        "Recipe",
        "PT90M",
        "Galettes pour trente",
    )


def test_a_home_shows_it(recipe, read):
    assert "Galettes pour trente" in read("/").content.decode()


def test_words_find_it(recipe, read):
    assert read("/ressources/?q=galettes").context["total"] == 1


def test_rows_that_count_for_it_renew_the_catalogue(recipe, read):
    assert "cuisinée" not in read("/ressources/").content.decode()
    Tasting.objects.create(recipe=recipe)
    assert "cuisinée 1 fois" in read("/ressources/").content.decode()


def test_the_catalogue_follows_its_changes(recipe):
    assert catalogue(recipe.locale_id).get(recipe.pk).title == "Galettes pour trente"
    recipe.title = "Galettes pour quarante"
    recipe.save_revision().publish()
    assert catalogue(recipe.locale_id).get(recipe.pk).title == "Galettes pour quarante"
    recipe.unpublish()
    assert catalogue(recipe.locale_id).get(recipe.pk) is None


def test_it_is_written_in_a_folder_from_the_dashboard(recipe, client, network):
    assert RecipePage in SheetFolderPage.creatable_subpage_models()
    client.force_login(make_person(network.vitre, REFERENT))
    folder = recipe.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["sixth_kind", "recipepage", folder.pk])
    assert f'href="{url}"' in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(url).status_code == 200


def test_other_sheets_may_lead_to_it():
    assert RecipePage in SheetChooserBlock().target_models


def test_a_folder_takes_sheets_and_nothing_else():
    """Open to the pages that name it, so that a kind names the folder and not the reverse."""
    assert set(SheetFolderPage.creatable_subpage_models()) == {kind.model for kind in kinds()}


def test_two_kinds_of_one_name_are_refused():
    class Again(Kind):
        model = RecipePage

    with pytest.raises(ValueError, match="recipe"):
        register(Again)
    assert [kind.model for kind in kinds()].count(RecipePage) == 1
