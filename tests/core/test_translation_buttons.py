"""The explorer of whoever submits translations: the same buttons, and no query for each row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Locale, Page
from wagtail_localize import wagtail_hooks as localize
from wagtail_localize.models import Translation, TranslationSource

from core.admin import translation_buttons
from tests.factories.home import NewsPageFactory
from tests.factories.people import make_translator


@pytest.fixture
def index(network):
    return Page.objects.child_of(network.vitre.site.root_page).get(slug="actualites")


@pytest.fixture
def breton(db):
    return Locale.objects.get_or_create(language_code="br")[0]


@pytest.fixture
def translator(db):
    return make_translator()


@pytest.fixture
def news(network, index, breton):
    """One to translate, one translated and followed, one whose translation goes its own way."""
    made = [NewsPageFactory(territory=network.vitre, title=f"Nouvelle {n}") for n in range(3)]
    index.specific.copy_for_translation(breton, copy_parents=True)
    for number, page in enumerate(made[1:]):
        source, _ = TranslationSource.get_or_create_from_instance(page)
        followed = Translation.objects.create(source=source, target_locale=breton)
        page.copy_for_translation(breton)
        followed.enabled = number == 0
        followed.save()
    return made


def queries(client, index) -> list[str]:
    client.get(f"/admin/pages/{index.pk}/")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/admin/pages/{index.pk}/").status_code == 200
    return [one["sql"] for one in captured.captured_queries]


def test_rows_ask_no_query_each(network, index, breton, translator, client):
    client.force_login(translator)
    NewsPageFactory(territory=network.vitre)
    few = len(queries(client, index))
    for _ in range(8):
        NewsPageFactory(territory=network.vitre)
    asked = queries(client, index)
    # Wagtail itself asks one a row of whoever edits without publishing: is something published there?
    published = [sql for sql in asked if sql.startswith("SELECT 1") and "LIKE" in sql]
    assert len(asked) <= few + 8
    assert len(asked) - len(published) < 45
    html = client.get(f"/admin/pages/{index.pk}/").text
    assert html.count("/localize/submit/page/") >= 9


def test_a_search_among_rows_still_answers(network, index, breton, translator, client):
    NewsPageFactory(territory=network.vitre, title="Fanfare à traduire")
    client.force_login(translator)
    html = client.get(f"/admin/pages/{index.pk}/?q=fanfare").text
    assert "Fanfare à traduire" in html
    assert "/localize/submit/page/" in html


def test_buttons_are_those_of_wagtail_localize(index, news, translator, rf):
    request = rf.get("/")
    request.user = translator
    rows = translation_buttons.read_translations_with_rows(
        index, Page.objects.child_of(index), request
    )
    shown = {}
    for page in rows.specific():
        ours, theirs = (
            [(str(one.label), one.url, one.priority) for one in make(page, translator, "x", "/a/")]
            for make in (translation_buttons.buttons, localize.page_listing_more_buttons)
        )
        assert ours == theirs
        shown[page.title] = len(ours)
    assert shown == {"Nouvelle 0": 1, "Nouvelle 1": 1, "Nouvelle 2": 0}


def test_a_page_read_elsewhere_still_has_its_buttons(news, translator):
    page = Page.objects.get(pk=news[0].pk)
    assert len(list(translation_buttons.buttons(page, translator))) == 1


def test_wagtail_localize_s_own_are_not_there_twice():
    functions = hooks.get_hooks(translation_buttons.HOOK)
    assert translation_buttons.buttons in functions
    assert localize.page_listing_more_buttons not in functions
