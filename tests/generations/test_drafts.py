"""What is written and not published renews nothing, whatever the type of the page (decision 0110)."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.models import User
from home.news.models import NewsPage
from resources.centre.models import SheetFolderPage
from territories.diffusion import decisions
from territories.models import Diffusion, SiteTexts
from tests.factories.home import ContentPageFactory, NewsPageFactory
from tests.factories.pages import MODELS, form_data, live_page
from tests.factories.resources import ToolPageFactory

# Nobody writes in a folder of sheets: it has no form.
WRITTEN = [model for model in MODELS if model is not SheetFolderPage]
AUTOSAVE = {"accept": "application/json"}


@pytest.fixture
def editor(network):
    return User.objects.create_superuser("admin", "", "secret")


@pytest.fixture
def autosave(admin_client, django_capture_on_commit_callbacks):
    """`autosave(page, data)`: what the browser sends half a second after a keystroke."""

    def send(page, data):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        with django_capture_on_commit_callbacks(execute=True):
            answer = admin_client.post(edit, data, headers=AUTOSAVE).json()
        assert answer["success"], answer
        return answer

    return send


@pytest.fixture
def admin_client(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model._meta.label)
def test_a_draft(model, network, admin_client, autosave, renewed):
    """Of a page online: two in a row, as while one types; then of the same page, not online."""
    page = live_page(model, network)
    data = form_data(page, admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])))
    renewed.clear()
    saved = autosave(page, data | {"title": "Un titre en cours"})
    overwrite = {"overwrite_revision_id": saved["revision_id"]}
    autosave(page, data | overwrite | {"title": "Un titre en cours encore"})
    draft = model.objects.get(pk=page.pk)
    assert (draft.title, draft.draft_title) == (page.title, "Un titre en cours encore")
    Page.objects.filter(pk__in=page.get_descendants(inclusive=True)).update(live=False)
    autosave(page, data | overwrite | {"title": "En cours", "slug": "une-adresse-en-cours"})
    assert model.objects.get(pk=page.pk).title == "En cours"
    assert renewed == []


def test_a_new_page(network, renewed):
    parent = NewsPageFactory(territory=network.vitre).get_parent()
    renewed.clear()
    parent.add_child(instance=NewsPage(title="Brouillon", live=False, territory=network.vitre))
    parent.get_children().get(title="Brouillon").delete()
    assert renewed == []


def test_a_lock_and_a_review(network, editor, admin_client, renewed):
    page = ToolPageFactory(territory=network.vitre)
    renewed.clear()
    admin_client.post(reverse("wagtailadmin_pages:lock", args=[page.pk]))
    page.refresh_from_db()
    assert page.locked
    admin_client.post(reverse("wagtailadmin_pages:unlock", args=[page.pk]))
    page = page.specific
    page.save_revision(user=editor)
    state = network.vitre.workflow.start(page, editor)
    state.cancel(user=editor)
    assert renewed == []


def test_a_wish_of_diffusion(network, editor, renewed):
    page = NewsPageFactory(territory=network.cornouaille)
    renewed.clear()
    decisions.plan(page, [network.vitre], editor)
    decisions.plan_withdrawal(page, [network.vitre], editor)
    assert renewed == []
    row = Diffusion.objects.create(page=page, territory=network.vitre, state="accepted")
    renewed.clear()
    decisions.plan_withdrawal(page, [network.vitre], editor)
    row.refresh_from_db()
    assert row.leaving
    assert renewed == []
    decisions.take_effect(page)
    assert {"listings", "host:vitre.test"} <= set(renewed)


def test_texts_of_a_site(network, renewed):
    texts = SiteTexts.objects.filter(site=network.vitre.site).first()
    renewed.clear()
    texts.tagline = "en cours"
    texts.save_revision()
    assert renewed == []


def test_a_kept_page_stays_kept(network, get):
    page = NewsPageFactory(territory=network.vitre, title="Parue")
    etag = get(network.vitre, "/actualites/").headers["ETag"]
    # A change that nobody is told of: shown, it would prove that the page was made again.
    NewsPage.objects.filter(pk=page.pk).update(title="Changée en silence")
    page.title = "En cours"
    page.save_revision()
    assert get(network.vitre, "/actualites/").headers["ETag"] == etag
    page.get_latest_revision().publish()
    assert get(network.vitre, "/actualites/").headers["ETag"] != etag


def test_a_page_withdrawn_without_the_editor(network, renewed):
    page = ToolPageFactory(territory=network.vitre)
    page.live = False
    renewed.clear()
    page.save()
    assert {"sheets", "listings"} <= set(renewed)
    renewed.clear()
    page.save()
    assert renewed == []


def test_an_address_that_pages_online_stand_under(
    network, renewed, django_capture_on_commit_callbacks
):
    parent = ContentPageFactory(territory=network.vitre)
    ContentPageFactory(parent=parent, territory=network.vitre)
    parent.unpublish()
    renewed.clear()
    with django_capture_on_commit_callbacks(execute=True):
        parent.slug = "ailleurs"
        parent.save()
    assert "host:vitre.test" in renewed
