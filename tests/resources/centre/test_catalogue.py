"""The catalogue as a visitor asks it: filters, counts, groups, addresses."""

import re

import pytest
from django.core.cache import caches

from tests.factories import resources as make


@pytest.fixture
def sheets(network):
    """Six sheets over four territories."""
    return {
        "blabla": make.ActivityPageFactory(
            title="Blabla", slug="blabla", territory=network.vitre, duration=120, group_min=15,
            group_max=40, place_kind="indoor", theme_codes=["mer"], audience_codes=["jeunes"],
        ),
        "visite": make.ActivityPageFactory(
            title="Visite", slug="visite", territory=network.cornouaille, duration=45, group_max=12,
            place_kind="any", family="b2b", theme_codes=["mer", "habitat"],
        ),
        "fresque": make.ToolPageFactory(
            title="Fresque", slug="fresque", territory=network.fougeres, duration=300,
            theme_codes=["habitat"], audience_codes=["jeunes", "collectivites"],
        ),
        "epicerie": make.ProjectPageFactory(
            title="Épicerie", slug="epicerie", territory=network.ess_35, theme_codes=["alimentation"],
        ),
        "appui": make.ExpertisePageFactory(title="Appui", slug="appui", territory=network.region),
        "panorama": make.StudyPageFactory(title="Panorama", slug="panorama", territory=network.vitre),
    }  # fmt: skip


@pytest.fixture
def ask(get, network):
    """Context of the catalogue on a site for a query string."""

    def fetch(query="", territory=None):
        caches["pages"].clear()
        response = get(territory or network.region, f"/ressources/{query}")
        assert response.status_code == 200
        return response.context

    return fetch


def slugs(context) -> list[str]:
    """Slugs of the rows shown, in order."""
    rows = [row for group in context["groups"] for row in group["rows"]]
    return [re.search(r'<a href="[^"]*/([^/"]+)/"', row)[1] for row in rows]


def counts(context, name) -> dict[str, int]:
    facet = next(facet for facet in context["facets"] if facet["name"] == name)
    return {option["value"]: option["count"] for option in facet["options"]}


# Query string → slugs of the six sheets it selects.
FILTERED = [
    ("", {"blabla", "visite", "fresque", "epicerie", "appui", "panorama"}),
    ("?genre=activity", {"blabla", "visite"}),
    ("?genre=activity&genre=study", {"blabla", "visite", "panorama"}),
    ("?theme=mer", {"blabla", "visite"}),
    ("?theme=mer&theme=alimentation", {"blabla", "visite", "epicerie"}),
    ("?public=collectivites", {"fresque"}),
    ("?theme=habitat&public=jeunes", {"fresque"}),
    ("?territoire=vitre", {"blabla", "panorama"}),
    ("?territoire=ess-35", {"blabla", "fresque", "epicerie", "panorama"}),
    ("?territoire=ess-finistere", {"visite"}),
    ("?territoire=bretagne", {"appui"}),
    ("?duree=moins-1h", {"visite"}),
    ("?duree=1-2h", {"blabla"}),
    ("?duree=journee", {"fresque"}),
    ("?taille=petit", {"visite"}),
    ("?taille=moyen", {"blabla"}),
    ("?taille=grand", {"blabla"}),
    ("?lieu=dehors", {"visite"}),
    ("?lieu=interieur", {"blabla", "visite"}),
    ("?but=cooperer", {"visite"}),
    ("?genre=activity&taille=moyen&duree=1-2h&lieu=interieur&but=rencontrer", {"blabla"}),
    ("?theme=mer&genre=tool", set()),
]


def test_filters(ask, sheets):
    assert {query: set(slugs(ask(query))) for query, _slugs in FILTERED} == dict(FILTERED)


def test_counts_ignore_their_own_facet_and_follow_the_others(ask, sheets):
    context = ask("?theme=mer&public=jeunes")
    assert set(slugs(context)) == {"blabla"}
    # Themes are counted among what is for young people, audiences among what is about the sea.
    assert counts(context, "theme") == {"mer": 1, "habitat": 1, "alimentation": 0}
    assert counts(context, "public") == {"jeunes": 1, "collectivites": 0}
    assert counts(context, "genre") == {
        "activity": 1, "tool": 0, "project": 0, "expertise": 0, "study": 0, "recipe": 0,
    }  # fmt: skip


def test_groupement_counts_its_pays(ask, sheets, network):
    facet = next(f for f in ask("", network.vitre)["facets"] if f["name"] == "territoire")
    ess_35, finistere = facet["groups"]
    assert ess_35["open"]
    assert not finistere["open"]
    assert {o["value"]: o["count"] for o in ess_35["options"]} == {
        "ess-35": 4, "vitre": 2, "fougeres": 1,
    }  # fmt: skip
    assert finistere["count"] == 1
    assert not finistere["options"]
    assert facet["options"] == [
        {"value": "bretagne", "label": "Communes à toute la Bretagne", "count": 1, "checked": False}
    ]


def test_a_folded_groupement_opens_on_demand_and_without_script(get, sheets, network):
    page = get(network.vitre, "/ressources/").content.decode()
    assert 'name="plus" value="ess-finistere"' in page
    assert 'value="cornouaille"' not in page
    page = get(network.vitre, "/ressources/?plus=ess-finistere").content.decode()
    assert 'value="cornouaille"' in page


def test_long_vocabularies_are_folded(ask, get, network):
    for n in range(12):
        make.make_term(make.Theme, f"theme-{n:02}")
    make.ToolPageFactory(theme_codes=["theme-11"], territory=network.region)
    facet = next(f for f in ask()["facets"] if f["name"] == "theme")
    assert len(facet["options"]) == 5
    assert facet["options"][0]["value"] == "theme-11"
    assert facet["more_label"] == "Les 7 autres thèmes"
    facet = next(f for f in ask("?plus=theme")["facets"] if f["name"] == "theme")
    assert len(facet["options"]) == 12
    assert not facet["more"]


def test_closed_facets_open_on_demand(ask, get, sheets, network):
    facet = next(f for f in ask()["facets"] if f["name"] == "duree")
    assert facet == {"name": "duree", "title": "Durée", "folded": True}
    closed = get(network.vitre, "/ressources/").content.decode()
    assert 'name="plus" value="duree"' in closed
    assert 'type="checkbox" name="duree"' not in closed
    asked = get(network.vitre, "/ressources/?plus=duree").content.decode()
    assert 'id="facette-duree"' in asked
    assert 'name="duree" value="1-2h"' in asked
    # On a telephone the panel of filters is open, since the visitor is choosing in it.
    assert 'aria-expanded="true" aria-controls="filtres"' in asked
    chosen = get(network.vitre, "/ressources/?duree=1-2h").content.decode()
    assert 'name="duree" value="1-2h" checked' in chosen


def test_groups_of_nearness(ask, sheets, network):
    groups = [(g["title"], g["count"]) for g in ask("", network.vitre)["groups"]]
    assert groups == [
        ("Ici, en pays de Vitré", "2 fiches"),
        ("Chez nos voisins, dans ESS 35", "2 fiches"),
        ("Ailleurs en Bretagne", "2 fiches"),
    ]
    assert [g["title"] for g in ask("", network.ess_35)["groups"]] == [
        "Ici, dans ESS 35",
        "Ailleurs en Bretagne",
    ]
    assert [g["title"] for g in ask("", network.region)["groups"]] == [""]
    assert [g["title"] for g in ask("?tri=verifie", network.vitre)["groups"]] == [""]


def test_here_or_everywhere(ask, sheets, network):
    context = ask("?ou=ici", network.vitre)
    assert set(slugs(context)) == {"blabla", "panorama"}
    assert [option["label"] for option in context["switch"]] == [
        "Mon territoire, Vitré (2)",
        "Toute la Bretagne (6)",
    ]
    assert set(slugs(ask("?ou=ici", network.ess_35))) == {
        "blabla",
        "fresque",
        "epicerie",
        "panorama",
    }
    region = ask("?ou=ici", network.region)
    assert region["total"] == 6
    assert not region["switch"]


def test_sorts(ask, sheets, network):
    make.make_adoption(sheets["visite"], network.vitre)
    assert slugs(ask("?tri=repris"))[0] == "visite"
    sheets["epicerie"].reviewed_on = "2026-06-01"
    sheets["epicerie"].save()
    assert slugs(ask("?tri=verifie"))[0] == "epicerie"


def test_search_and_filters_together(ask, network):
    make.ToolPageFactory(title="Cartes de la recyclerie", slug="un", territory=network.region)
    make.ActivityPageFactory(title="Visiter une recyclerie", slug="deux", territory=network.vitre)
    make.ActivityPageFactory(title="Une épicerie", slug="trois", territory=network.vitre)
    assert set(slugs(ask("?q=recyclerie"))) == {"un", "deux"}
    assert slugs(ask("?q=recyclerie&genre=activity")) == ["deux"]
    context = ask("?q=recyclerie&genre=project")
    assert context["way_out"] == {
        "label": "Retirer « Genre : Projets capitalisés » : 2 fiches",
        "url": "?q=recyclerie",
    }


def test_empty_list_names_the_filter_to_remove(get, ask, sheets, network):
    context = ask("?theme=mer&genre=tool")
    assert context["way_out"] == {
        "label": "Retirer « Genre : Outils » : 2 fiches",
        "url": "?theme=mer",
    }
    context = ask("?public=collectivites&genre=study&but=cooperer")
    assert context["way_out"] == {
        "label": "Ne garder que « Genre : Études » : 1 fiche",
        "url": "?genre=study",
    }
    page = get(network.region, "/ressources/?theme=mer&genre=tool").content.decode()
    assert "Aucune fiche ne répond à tout cela" in page
    assert "Retirer" in page


def test_chips_remove_one_filter(get, ask, sheets, network):
    context = ask("?theme=mer&theme=habitat&genre=activity&q=visite")
    assert [(c["group"], c["label"], c["value"]) for c in context["chips"]] == [
        ("Mots", "visite", "q"),
        ("Genre", "Animations clés en main", "genre:activity"),
        ("Thème", "Mer", "theme:mer"),
        ("Thème", "Habitat", "theme:habitat"),
    ]
    response = get(
        network.region, "/ressources/?theme=mer&theme=habitat&q=visite&retirer=theme:mer"
    )
    assert response.status_code == 302
    assert response.headers["Location"] == "/ressources/?q=visite&theme=habitat"
    response = get(network.vitre, "/ressources/?theme=mer&retirer=theme:mer&tri=zz&page=4")
    assert response.headers["Location"] == "/ressources/"
    assert (
        get(network.region, "/ressources/?retirer=<script>").headers["Location"] == "/ressources/"
    )


def test_pages(ask, network):
    for n in range(23):
        make.ToolPageFactory(title=f"Outil {n:02}", slug=f"outil-{n:02}", territory=network.vitre)
    first = ask("?genre=tool", network.vitre)
    assert first["total"] == 23
    assert first["groups"][0]["count"] == "8 fiches sur 23"
    assert first["pager_prefix"] == "?genre=tool&page="
    last = ask("?page=99", network.vitre)
    assert last["page_obj"].number == 3
    assert slugs(last) == [f"outil-{n}" for n in range(16, 23)]


def test_addresses_follow_the_site_and_canonical_the_region(get, sheets, network):
    page = get(network.vitre, "/ressources/").content.decode()
    assert 'href="/ressources/blabla/"' in page
    assert '<link rel="canonical" href="http://bretagne.test/ressources/">' in page
    assert get(network.vitre, "/ressources/blabla/").status_code == 200


# Query string, whether robots stay out, query string of the canonical address.
ROBOTS = [
    ("", False, ""),
    ("?theme=mer", False, "?theme=mer"),
    ("?theme=mer&theme=habitat", True, ""),
    ("?theme=mer&genre=tool", True, ""),
    ("?q=mer", True, ""),
    ("?tri=repris", True, ""),
    ("?page=1", False, ""),
    ("?utm_source=lettre", False, ""),
]


def test_robots_stay_out_of_combinations(ask, sheets):
    for query, noindex, canonical in ROBOTS:
        context = ask(query)
        assert bool(context["noindex"]) is noindex, query
        assert context["canonical_url"] == f"http://bretagne.test/ressources/{canonical}"


def test_sentence_sets_the_filters(get, sheets, network):
    page = get(network.region, "/ressources/?taille=moyen&duree=&lieu=&but=&genre=activity")
    assert slugs(page.context) == ["blabla"]
    html = page.content.decode()
    assert '<option value="moyen" selected>de 12 à 30 personnes</option>' in html
    assert 'name="genre" value="activity">Me proposer' in html


def test_local_welcome(get, sheets, network):
    from territories.models import SharedSectionPage

    mount = SharedSectionPage.objects.get(slug="ressources", territory=network.vitre)
    mount.local_intro = "<p>Le mot de Vitré.</p>"
    mount.save_revision().publish()
    assert "Le mot de Vitré." in get(network.vitre, "/ressources/").content.decode()
    assert "Le mot de Vitré." not in get(network.region, "/ressources/").content.decode()
