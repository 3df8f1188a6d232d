"""The catalogue where things go wrong: nonsense, secrets, emptiness; and what it costs."""

from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from resources.centre.catalogue.memory import catalogue
from resources.centre.models import ActivityPage
from resources.centre.registry import kinds
from tests.factories import resources as make

NONSENSE = [
    "page=abc", "page=-1", "page=0", "page=99999999999999999999999", "page=1e9", "page=%00", "page=²",
    "theme=zzz", "theme=", "theme=mer&theme=mer&theme=mer", "theme=%00", "theme=<script>",
    "duree[]=<script>", "duree=1 OR 1=1", "taille=-1", "lieu=' OR ''='", "territoire=../../etc",
    "ou=ailleurs", "tri=-password", "plus=zzz", "genre=user", "but=None", "q=%00%01", "q=%ff%fe",
    "q=*", "q=\"", "q=' OR", "q=AND", "q=NEAR(", "q=((((", "q=a:b", "q=-", "q=%F0%9F%8E%AA",
    "%00=%00", "a" * 3000 + "=1",
]  # fmt: skip


@pytest.fixture
def ask(get, network):
    def fetch(query="", territory=None, path="/ressources/"):
        caches["pages"].clear()
        return get(territory or network.vitre, f"{path}?{query}" if query else path)

    return fetch


def titles(response) -> str:
    return response.content.decode()


def test_nonsense_is_a_filter_left_out(ask, network):
    make.ToolPageFactory(title="La seule fiche", territory=network.vitre)
    for query in [*NONSENSE, "q=" + quote("é " * 5000), "theme=" + "x" * 10_000]:
        response = ask(query)
        assert response.status_code == 200, query[:60]
        if not query.startswith(("q=", "ou=")):
            assert "La seule fiche" in titles(response), query[:60]
    for query in NONSENSE:
        response = ask(f"retirer={quote(query)}")
        assert response.status_code == 302


def test_words_are_escaped_everywhere(ask, network):
    html = titles(ask("q=" + quote('"><script>alert(1)</script>')))
    assert "<script>alert" not in html
    title = '<img src=x onerror="alert(1)">'
    make.ToolPageFactory(title=title, summary=title, slug="mechante", territory=network.vitre)
    html = titles(ask())
    assert "<img src=x" not in html
    html = titles(ask(path="/ressources/mechante/"))
    assert "<img src=x" not in html


def test_drafts_private_and_unpublished_sheets_are_never_listed(ask, network):
    make.ToolPageFactory(title="Brouillon secret", live=False, territory=network.vitre)
    private = make.ToolPageFactory(title="Outil privé", territory=network.vitre)
    public = make.ToolPageFactory(title="Outil public", territory=network.vitre)
    assert "Outil privé" in titles(ask())
    restriction = PageViewRestriction.objects.create(
        page=private, restriction_type=PageViewRestriction.LOGIN
    )
    html = titles(ask())
    assert "Outil public" in html
    assert "Outil privé" not in html
    assert "Brouillon secret" not in html
    assert "Outil privé" not in titles(ask("q=outil"))
    restriction.delete()
    assert "Outil privé" in titles(ask())
    public.unpublish()
    assert "Outil public" not in titles(ask())


def test_the_catalogue_follows_every_change(ask, network):
    page = make.ToolPageFactory(title="Ancien titre", slug="outil", territory=network.vitre)
    assert "Ancien titre" in titles(ask())
    page.title = "Nouveau titre"
    page.save_revision().publish()
    assert "Nouveau titre" in titles(ask())
    page.themes.add(make.make_term(make.Theme, "mer", "La mer"))
    page.save_revision().publish()
    assert "La mer" in titles(ask())
    term = make.make_term(make.Theme, "mer")
    term.label = "Mer et littoral"
    term.save()
    assert "Mer et littoral" in titles(ask())
    network.vitre.short_name = "Vitré Communauté"
    network.vitre.save()
    assert "Mon territoire, Vitré Communauté (1)" in titles(ask())
    page.slug = "autre-adresse"
    page.save_revision().publish()
    assert "/ressources/autre-adresse/" in titles(ask())
    activity = make.ActivityPageFactory(territory=network.vitre)
    make.make_adoption(activity, network.vitre)
    assert "animée une fois" in titles(ask())
    page.delete()
    assert "Nouveau titre" not in titles(ask())


def test_territory_may_change_groupement(ask, network):
    make.ToolPageFactory(title="Outil de Fougères", territory=network.fougeres)
    assert "Chez nos voisins" in titles(ask())
    network.fougeres.parent = network.finistere
    network.fougeres.save()
    assert "Chez nos voisins" not in titles(ask())
    assert "Ailleurs en Bretagne" in titles(ask())


def test_empty_centre(ask, network):
    html = titles(ask())
    assert "Les premières fiches arrivent" in html
    assert "0 fiche" in html
    assert ask("q=rien&theme=mer").status_code == 200


def test_index_of_an_empty_database(db):
    from wagtail.models import Locale

    index = catalogue(Locale.objects.get(language_code="fr").pk)
    assert index.rows == ()
    assert index.ordered(index.everything) == []


@pytest.fixture
def many(network):
    """Sixty sheets of two kinds, with words."""
    for n in range(30):
        make.ToolPageFactory(
            territory=network.vitre, theme_codes=["mer"], audience_codes=["jeunes"]
        )
        make.ActivityPageFactory(
            territory=network.fougeres, theme_codes=["habitat"], duration=n + 1
        )


def queries(ask, *args) -> int:
    ask(*args)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert ask(*args).status_code == 200
    return len(captured)


def test_query_budget_of_the_catalogue(ask, network, many):
    caches["default"].clear()
    from core import generations

    generations.forget()
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as cold:
        ask()
    # Everything forgotten: the index, the tree, the mounts, the shell.
    assert len(cold) <= 45
    assert queries(ask) <= 10
    assert queries(ask, "theme=mer&genre=tool&page=2") <= 10
    assert queries(ask, "theme=mer", network.region) <= 10
    assert queries(ask, "q=fiche&theme=mer") <= 11


def test_the_index_is_read_in_a_dozen_queries(network, many):
    locale_id = ActivityPage.objects.first().locale_id
    with CaptureQueriesContext(connection) as captured:
        index = catalogue(locale_id)
    assert len(index.rows) == 60
    # One for each kind.
    assert len(captured) <= 9 + len(kinds())
    with CaptureQueriesContext(connection) as captured:
        catalogue(locale_id)
    assert not captured


def test_query_budget_of_the_sheets(ask, network):
    make.ContactFactory(territory=network.vitre)
    full = make.make_full_activity(
        territory=network.vitre, theme_codes=["mer"], audience_codes=["jeunes"]
    )
    for _n in range(5):
        make.make_adoption(full, network.vitre)
    others = [
        make.ToolPageFactory(theme_codes=["mer"]),
        make.ProjectPageFactory(theme_codes=["mer"], territory=network.vitre),
        make.ExpertisePageFactory(theme_codes=["mer"]),
        make.StudyPageFactory(),
    ]
    for page in (full, *others):
        for territory in (network.vitre, network.region):
            assert queries(ask, "", territory, f"/ressources/{page.slug}/") <= 12, page


def test_no_page_weighs_more_than_it_should(ask, network, many):
    import html5lib

    for n in range(21):
        make.make_term(make.Theme, f"theme-{n}", f"Un thème au nom plutôt long {n}")
    for n in range(11):
        make.make_term(make.Audience, f"public-{n}", f"Un public au nom plutôt long {n}")
    tree = html5lib.parse(ask("plus=ess-finistere").content, namespaceHTMLElements=False)
    assert sum(1 for _element in tree.iter()) < 600


def test_a_moved_or_deleted_branch_is_followed(ask, network):
    make.ToolPageFactory(title="Outil à déplacer", slug="bouge", territory=network.vitre)
    assert "Outil à déplacer" in titles(ask())
    Page.objects.get(slug="bouge").delete()
    assert "Outil à déplacer" not in titles(ask())
