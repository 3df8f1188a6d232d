"""Translations appear by ways of wagtail-localize's own: they ask the right to publish, and the review, as any page does."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from core.models import User
from home.pages.models import HomePage
from resources.centre.folders import folders_of
from resources.centre.models import ResourceCentrePage
from territories.explorer.sites import site_name
from territories.models import Territory
from territories.rights.sync import sync_permissions
from tests.factories.home import NewsPageFactory
from tests.factories.people import make_person, make_translator
from tests.factories.resources import ActivityPageFactory


@pytest.fixture
def breton(network):
    """A sheet of Vitré and its translation, not published yet."""
    locale, _ = Locale.objects.get_or_create(language_code="br")
    for page in (network.region.site.root_page.specific, ResourceCentrePage.objects.get()):
        page.copy_for_translation(locale).save_revision().publish()
    sync_permissions()
    sheet = ActivityPageFactory(territory=network.vitre, title="Disco-soupe")
    sheet.save_revision().publish()
    source, _ = TranslationSource.get_or_create_from_instance(sheet)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    assert HomePage.objects.filter(locale=locale).exists()
    return translation


@pytest.fixture
def translator(network):
    return make_translator()


def is_live(translation) -> bool:
    return Page.objects.get(pk=translation.get_target_instance().pk).live


def publish(client, translation):
    page = translation.get_target_instance()
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"})


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """wagtail-localize publishes once the transaction is committed."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def update(client, translation):
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    shown = client.get(url).content.decode()
    client.post(url, {"publish_translations": "on"})
    return "publish_translations" in shown


@pytest.mark.parametrize("chosen", [False, True])
def test_a_team_publishes_a_translation_unless_the_region_reads_first(
    client, network, breton, committed, chosen
):
    team = make_person(network.vitre)
    make_person(network.region)
    Territory.objects.filter(pk=network.region.pk).update(reviews_sheets=chosen)
    sync_permissions()
    client.force_login(team)
    with committed():
        answer = publish(client, breton)
    assert is_live(breton) is not chosen
    if chosen:
        page = client.get(answer.headers["Location"]).content.decode()
        assert "La région valide les fiches avant" in page


@pytest.mark.parametrize("subtree", [False, True])
def test_asking_for_a_translation_publishes_nothing(
    client, network, committed, translator, subtree
):
    """wagtail-localize puts the copy online as its source is, not translated yet."""
    locale, _ = Locale.objects.get_or_create(language_code="br")
    home = network.vitre.site.root_page
    NewsPageFactory(territory=network.vitre)
    client.force_login(translator)
    url = reverse("wagtail_localize:submit_page_translation", args=[home.pk])
    data = {"locales": [locale.pk]} | ({"include_subtree": "on"} if subtree else {})
    with committed():
        client.post(url, data)
    made = Page.objects.filter(locale=locale)
    assert made.count() > 1 if subtree else made.count() == 1
    assert not made.live().exists()


def test_a_translator_updates_translations_and_publishes_none(
    client, breton, committed, translator
):
    client.force_login(translator)
    with committed():
        assert update(client, breton) is False
    assert not is_live(breton)


def test_a_site_s_team_publishes_its_translated_home(client, network, translator, committed):
    """The home in another language stands beside the other, not below it."""
    client.force_login(translator)
    home = network.vitre.site.root_page
    locale = Locale.objects.get(language_code="br")
    url = reverse("wagtail_localize:submit_page_translation", args=[home.pk])
    client.post(url, {"locales": [locale.pk]})
    breton = home.get_translation(locale)
    assert not breton.live
    rights = {
        territory.code: make_person(territory, "communication_group")
        for territory in (network.vitre, network.fougeres, network.ess_35, network.finistere)
    }
    assert {
        code: breton.permissions_for_user(person).can_publish() for code, person in rights.items()
    } == {"vitre": True, "fougeres": False, "ess-35": True, "ess-finistere": False}
    assert not breton.permissions_for_user(translator).can_publish()
    assert breton.get_workflow() == network.vitre.workflow
    assert site_name(breton) == network.vitre.site_name
    client.force_login(rights["vitre"])
    edit = reverse("wagtailadmin_pages:edit", args=[breton.pk])
    assert client.get(edit).status_code == 200
    with committed():
        client.post(edit, {"action": "publish"})
    assert Page.objects.get(pk=breton.pk).live


def test_each_team_has_its_folder_as_soon_as_the_centre_is_translated(network, committed):
    locale = Locale.objects.get(language_code="br")
    with committed():
        for page in (network.region.site.root_page.specific, ResourceCentrePage.objects.get()):
            page.copy_for_translation(locale)
    french, breton = folders_of(network.vitre)
    assert breton.translation_key == french.translation_key
    referent = make_person(network.vitre, "referent_group")
    assert breton.permissions_for_user(referent).can_add_subpage()


def test_who_publishes_everywhere_publishes_updates(client, network, breton, committed):
    boss = User.objects.create_superuser("technique")
    client.force_login(boss)
    with committed():
        assert update(client, breton) is True
    assert is_live(breton)


def test_a_translation_is_never_replaced_by_its_source(client, breton, translator):
    """« Convertir en alias » asks for the right to edit, and puts the text of the source online."""
    client.force_login(translator)
    page = breton.get_target_instance()
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "convertToAliasUrl&quot;: null" in editor
    assert "only-translates" in editor
    url = reverse("wagtail_localize:convert_to_alias", args=[page.pk])
    for answer in (client.get(url), client.post(url, follow=True)):
        assert answer.status_code in (200, 302)
    assert "Une traduction garde son texte" in answer.content.decode()
    page = Page.objects.get(pk=page.pk)
    assert page.alias_of_id is None
    assert not page.live


def test_the_editor_of_a_translation_speaks_french(client, translator):
    client.force_login(translator)
    words = client.get(reverse("wagtail_localize:javascript_catalog")).content.decode()
    assert "Plus d'actions" in words
    assert "effectuer les traductions hors-ligne" in words


def test_a_stopped_translation_offers_no_alias_either(client, breton):
    Translation.objects.update(enabled=False)
    client.force_login(User.objects.create_superuser("technique"))
    page = breton.get_target_instance()
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "localize-restart-translation" in editor
    assert "localize-convert-to-alias" not in editor
