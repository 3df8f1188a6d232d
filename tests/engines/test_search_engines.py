"""The same questions and the same answers on SQLite, PostgreSQL, OpenSearch and Elasticsearch."""

from functools import partial

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db.models import Count, Exists, OuterRef
from modelsearch.query import MATCH_ALL, Not, Or, Phrase, PlainText
from wagtail.models import Page, PageViewRestriction

from core.search import signals
from core.search.matching import find, match
from core.search.privacy import exclude_private
from home.news.models import NewsPage
from home.pages.models import ContentPage
from territories.models import Territory
from tests.factories.home import ContentPageFactory
from tests.factories.network import make_territories

pytestmark = [pytest.mark.engine, pytest.mark.django_db]

PAGES = {
    # slug: title, summary
    "economie": ("L’économie sociale", "Les administrateur·trice·s de l’association"),
    "porteur": ("Porteur.euse.s de projet", "chacun.e, salarié(e)s : ess-bretagne.org, 29.5"),
    "scic": ("La S.C.I.C. du pays", "circuits courts et jardin partagé"),
    "portail": ("Portail des jardins", "court circuit"),
    "admin": ("Administratrices, administrateurs", "au cœur de l’été à Penmarc’h"),
}
HITS = {
    "économie": {"economie"},
    "economie": {"economie"},
    "Économie": {"economie"},
    "l’économie": {"economie"},
    "administrateur": {"economie", "admin"},
    "administratrice": {"economie", "admin"},
    "porteuse": {"porteur"},
    "porteurs": {"porteur"},
    "scic": {"scic"},
    "S.C.I.C.": {"scic"},
    "coeur": {"admin"},
    "penmarch": {"admin"},
    "salariée": {"porteur"},
    "ess-bretagne.org": {"porteur"},
    "bretagne": {"porteur"},
    "29.5": {"porteur"},
    "jardin": {"scic", "portail"},
}
GARBAGE = [
    "", "   ", '"', "\x00", "*", "NEAR(", "a* OR (", "x" * 10_000, "a " * 5_000, "🙂", "\ud800",
    "AND", "OR NOT", "'", "\\", "title:x", "^", "{", "%s %d", "a:*", "!!", "&|", "<->", "l'", "0",
    "« »", "de la", "é" * 300, "٣", "ﷺ", "\u202e", "<script>", "{title} : x",
]  # fmt: skip


@pytest.fixture
def library(engine):
    """The pages of PAGES, each of its own territory."""
    root = Page.get_first_root_node()
    territories = make_territories().all
    for (slug, (title, summary)), territory in zip(PAGES.items(), territories, strict=False):
        ContentPageFactory(
            parent=root, slug=slug, title=title, summary=summary, territory=territory
        )
    engine.refresh()
    return engine


@pytest.fixture
def french_library(library):
    if not library.french:
        pytest.skip("this node has no French analysis")
    return library


def slugs(results):
    return [page.slug for page in results]


def test_one_word_is_found_however_it_is_written(french_library):
    for word, expected in HITS.items():
        pages = ContentPage.objects.live()
        assert set(slugs(pages.search(word))) == expected, word
        assert set(slugs(pages.autocomplete(word))) == expected, word
        assert set(slugs(match(pages, word))) == expected, word


def test_completion_takes_the_beginning_of_the_last_word(french_library):
    for beginning, expected in {
        "éco": {"economie"},
        "adminis": {"economie", "admin"},
        "la sc": {"scic"},
        "porteuses de pro": {"porteur"},
        "jardin par": {"scic"},
    }.items():
        assert set(slugs(ContentPage.objects.autocomplete(beginning))) == expected, beginning
        found = match(ContentPage.objects.all(), beginning, completion=True)
        assert set(slugs(found)) == expected, beginning
    assert "portail" not in slugs(ContentPage.objects.autocomplete("porteuse"))


def test_operators_phrases_and_negations(french_library):
    pages = ContentPage.objects.all()
    assert slugs(pages.search("économie jardin")) == []
    assert set(slugs(pages.search("économie jardin", operator="or"))) == {
        "economie",
        "scic",
        "portail",
    }
    assert slugs(pages.search(Phrase("circuits courts"))) == ["scic"]
    assert slugs(match(pages, "le « circuits courts »")) == ["scic"]
    assert slugs(match(pages, '"court circuit" jardin')) == ["portail"]
    assert set(slugs(pages.search(Not(PlainText("jardin"))))) == {"economie", "porteur", "admin"}
    assert slugs(pages.search(PlainText("jardin") & ~PlainText("portail"))) == ["scic"]
    either = Or([PlainText("scic"), Not(PlainText("jardin"))])
    assert set(slugs(pages.search(either))) == set(PAGES) - {"portail"}
    assert pages.search(MATCH_ALL).count() == len(PAGES)


def test_fields_and_order(french_library):
    pages = ContentPage.objects.all()
    assert slugs(pages.search("jardin", fields=["title"])) == ["portail"]
    assert slugs(pages.search("jardin", fields=["summary"])) == ["scic"]
    assert slugs(pages.search("jardin")) == ["portail", "scic"], "the title weighs more"
    assert slugs(pages.search("jardin", order_by="title")) == ["scic", "portail"]
    assert slugs(pages.order_by("-title").search("jardin", order_by_relevance=False)) == [
        "portail",
        "scic",
    ]


def test_slices_counts_scores_and_facets(library):
    results = ContentPage.objects.search("partagé")
    assert results.count() == len(results) >= 1
    assert len(results[:1]) == results[:1].count() == 1
    assert results[5:].count() == 0
    assert all(page.score is not None for page in results.annotate_score("score"))
    facet = results.facet("territory_id")
    assert sum(facet.values()) == results.count()
    assert set(facet) == {page.territory_id for page in results}


def test_nothing_typed_is_an_error(library):
    pages = ContentPage.objects.live()
    for text in GARBAGE:
        list(pages.search(text))
        list(pages.autocomplete(text))
        pages.search(text).count()
        list(pages.search(Phrase(text)))
        list(pages.autocomplete(Phrase(text)))
        list(match(pages, text))
        list(match(pages, text, completion=True))
        list(pages.search(text, operator="or"))
        pages.search(text).facet("territory_id")
        len(find(Page, text))


def test_a_territory_filter_lets_nothing_else_through(library):
    territory = Territory.objects.get(code="ess-35")
    own = ContentPage.objects.filter(territory=territory)
    assert slugs(own.search("chacun.e")) == ["porteur"]
    assert slugs(own.search("partagé")) == []
    assert slugs(match(own, "chacun.e")) == ["porteur"]
    assert slugs(match(own, "partagé")) == []
    assert slugs(find(Page, "partagé").within(own)) == []
    assert slugs(own.autocomplete("Portail")) == []


def test_any_filter_of_the_database_holds(library):
    """Conditions that no search engine can translate are applied all the same, never forgotten."""
    other = Territory.objects.filter(pk=OuterRef("territory_id"), code="ess-finistere")
    assert slugs(ContentPage.objects.filter(Exists(other)).search("partagé")) == ["scic"]
    assert slugs(ContentPage.objects.filter(~Exists(other)).search("partagé")) == []
    assert slugs(ContentPage.objects.exclude(Exists(other)).search("partagé")) == []


def test_a_draft_is_not_found(library):
    page = ContentPage.objects.get(slug="scic")
    assert slugs(ContentPage.objects.live().search("partagé")) == ["scic"]
    page.unpublish()
    library.refresh()
    assert slugs(ContentPage.objects.live().search("partagé")) == []
    page.delete()
    library.refresh()
    assert slugs(ContentPage.objects.search("partagé")) == []


def test_match_is_a_queryset_like_any_other(french_library):
    found = match(ContentPage.objects.live(), "jardin")
    assert slugs(found) == ["portail", "scic"]
    assert slugs(found[:1]) == ["portail"]
    assert slugs(found[1:2]) == ["scic"]
    assert found[0].search_rank < found[1].search_rank
    assert found.count() == 2
    assert found.first().slug == "portail"
    assert found.exists()
    counts = found.order_by().values("territory__code").annotate(n=Count("pk"))
    assert sorted((line["territory__code"], line["n"]) for line in counts) == [
        ("ess-finistere", 1),
        ("vitre", 1),
    ]
    assert Page.objects.filter(pk__in=found.values("pk")).count() == 2
    assert slugs(found.filter(territory__code="vitre")) == ["portail"]
    assert slugs(found.exclude(territory__code="vitre").only("slug")[:3]) == ["scic"]
    assert slugs(match(Page.objects.live(), "jardin").specific()) == ["portail", "scic"]
    assert slugs(match(found, "partagé")) == ["scic"]
    assert slugs(match(ContentPage.objects.order_by("title"), "jardin", ordered=False)) == [
        "scic",
        "portail",
    ]


def test_one_look_up_serves_many_queries(french_library, django_assert_num_queries):
    found = find(Page, "jardin")
    assert list(found.keys) == [page.pk for page in match(Page.objects.all(), "jardin")]
    assert len(found) == 2
    with django_assert_num_queries(2):
        assert slugs(found.within(ContentPage.objects.live())) == ["portail", "scic"]
        assert found.within(Page.objects.filter(slug="scic")).count() == 1
    assert found.within(Page.objects.none()).count() == 0
    both = find((ContentPage, NewsPage), "jardin")
    assert slugs(both.within(Page.objects.all())) == ["portail", "scic"]
    assert len(find((NewsPage,), "jardin")) == 0
    assert len(find((ContentPage, NewsPage), Not(PlainText("jardin")))) == 3
    assert slugs(find(Page.objects.filter(slug="scic"), "jardin").within(Page.objects.all())) == [
        "scic"
    ]


def test_the_whole_index_can_be_built_again(library):
    """Every model's mapping is accepted, and pages are found while the index changes and after."""
    call_command("update_index", verbosity=0)
    library.refresh()
    assert slugs(ContentPage.objects.search("partagé")) == ["scic"]
    assert [found.code for found in library.backend.search("fougères", Territory)] == ["fougeres"]


def test_a_moved_branch_is_found_where_it_is(library, django_capture_on_commit_callbacks):
    """Treebeard moves pages in SQL, without a save (modelsearch#94)."""
    signals.connect()
    root = Page.get_first_root_node()
    make = partial(ContentPageFactory, territory=Territory.objects.get(code="vitre"))
    old, new = (make(parent=root, slug=slug, title=slug) for slug in ("old", "new"))
    branch = make(parent=old, slug="branch", title="Rameau")
    make(parent=branch, slug="leaf", title="Feuille verte")
    library.refresh()
    assert slugs(Page.objects.descendant_of(old).search("feuille")) == ["leaf"]
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=branch.pk).move(Page.objects.get(pk=new.pk), pos="last-child")
    library.refresh()
    old, new = Page.objects.get(slug="old"), Page.objects.get(slug="new")
    assert slugs(Page.objects.descendant_of(new).search("feuille")) == ["leaf"]
    assert slugs(Page.objects.descendant_of(old).search("feuille")) == []


def test_eleven_hundred_private_pages(library):
    """wagtail#14108: one condition for each private page is more than the engines take."""
    root = Page.get_first_root_node()
    last = root.get_last_child()
    private = [
        Page(
            title=f"Réservé {number}", slug=f"reserve-{number}", draft_title="", depth=2, numchild=0,
            path=Page._get_path(root.path, 2, int(last.path[-4:], 36) + 1 + number),
            content_type=ContentType.objects.get_for_model(Page), locale=root.locale, live=True,
            url_path=f"/reserve-{number}/",
        )
        for number in range(1_100)
    ]  # fmt: skip
    private = Page.objects.bulk_create(private)
    PageViewRestriction.objects.bulk_create(
        PageViewRestriction(page=page, restriction_type="login") for page in private
    )
    library.backend.add_bulk(Page, private)
    library.refresh()
    everything = Page.objects.live()
    assert match(everything, "réservé").count() == 1_100
    public = exclude_private(everything)
    assert match(public, "réservé").count() == 0
    assert slugs(match(public, "partagé")) == ["scic"]
    assert slugs(public.search("partagé")) == ["scic"]
    assert public.search("réservé").count() == 0
