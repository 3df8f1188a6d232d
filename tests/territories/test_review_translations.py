"""Translations appear by ways of wagtail-localize's own: they ask the right to publish, and the review, as any page does."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from core.models import User
from home.models import HomePage
from resources.models import ResourceCentrePage
from territories.models import Territory
from territories.rights.roles import TRANSLATORS
from territories.rights.sync import sync_permissions
from tests.factories.people import make_person
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


def test_a_translator_updates_translations_and_publishes_none(client, network, breton, committed):
    translator = User.objects.create_user("traduction")
    translator.groups.add(*User.groups.field.related_model.objects.filter(name=TRANSLATORS))
    client.force_login(translator)
    with committed():
        assert update(client, breton) is False
    assert not is_live(breton)


def test_who_publishes_everywhere_publishes_updates(client, network, breton, committed):
    boss = User.objects.create_superuser("technique")
    client.force_login(boss)
    with committed():
        assert update(client, breton) is True
    assert is_live(breton)
