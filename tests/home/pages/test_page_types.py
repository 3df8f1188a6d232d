"""Every page type is routed, rendered, edited and previewed; a type without a factory fails."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from core.models import User
from home.pages.models import FormPage, HomePage
from resources.centre.models import SheetFolderPage
from territories.models import SharedPage, SharedSectionPage
from tests.factories import factory_for, pages
from tests.factories.home import some_territory
from tests.factories.pages import form_data, live_page

# A folder is no page to read, and nothing is written there: `tests/resources/centre/test_folders.py`.
MODELS = [model for model in pages.MODELS if model is not SheetFolderPage]
UNIQUE = pages.UNIQUE
ADDED_BY_EDITORS = [model for model in MODELS if model not in (*UNIQUE, HomePage)]
MAX_QUERIES = 12
MAX_QUERIES_WITH_FACETS = 25


@pytest.fixture
def typed_page(request, network):
    return live_page(request.param, network)


def url_and_host(page) -> tuple[str, str]:
    site = page.get_site()
    return page.get_url(None).removeprefix(site.root_url) or "/", site.hostname


@pytest.mark.parametrize("typed_page", MODELS, indirect=True, ids=lambda m: m._meta.label)
def test_is_routed_and_rendered(typed_page, client):
    path, host = url_and_host(typed_page)
    response = client.get(path, headers={"host": host})
    assert response.status_code == 200, path
    html = response.content.decode()
    assert html.count("<h1") == 1
    assert '<html lang="fr">' in html


@pytest.mark.parametrize("typed_page", MODELS, indirect=True, ids=lambda m: m._meta.label)
def test_stays_within_its_query_budget(typed_page, client, django_assert_max_num_queries, settings):
    path, host = url_and_host(typed_page)
    client.get(path, headers={"host": host})  # what a process remembers between two requests
    caches["pages"].clear()
    facets = typed_page.specific_class._meta.label in (
        "resources.ResourceCentrePage",
        "territories.SharedSectionPage",
    )
    with django_assert_max_num_queries(MAX_QUERIES_WITH_FACETS if facets else MAX_QUERIES):
        client.get(path, headers={"host": host})


@pytest.mark.parametrize("typed_page", MODELS, indirect=True, ids=lambda m: m._meta.label)
def test_is_edited_and_saved_without_losing_a_word(typed_page, admin_user_client, network):
    edit = reverse("wagtailadmin_pages:edit", args=[typed_page.pk])
    response = admin_user_client.get(edit)
    assert response.status_code == 200
    data = form_data(typed_page, response) | {"title": "Un titre changé"}
    response = admin_user_client.post(edit, data)
    assert response.status_code == 302, response.context["form"].errors
    typed_page.refresh_from_db()
    assert typed_page.get_latest_revision_as_object().title == "Un titre changé"


@pytest.mark.parametrize("typed_page", MODELS, indirect=True, ids=lambda m: m._meta.label)
def test_is_previewed(typed_page, admin_user_client):
    edit = reverse("wagtailadmin_pages:edit", args=[typed_page.pk])
    data = form_data(typed_page, admin_user_client.get(edit))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[typed_page.pk])
    assert admin_user_client.post(preview, data).json()["is_valid"]
    for mode, _ in typed_page.preview_modes:
        response = admin_user_client.get(preview, {"mode": mode})
        assert response.status_code == 200


@pytest.mark.parametrize("model", ADDED_BY_EDITORS, ids=lambda model: model.__name__)
def test_has_a_form_in_the_admin(model, admin_user_client, network):
    parent_type = model.allowed_parent_page_models()[0]
    parent = parent_type.objects.first() or factory_for(parent_type)()
    if model.max_count_per_parent == 1:
        assert model.can_exist_under(parent)
        assert not model.can_create_at(parent)
        model.objects.child_of(parent).first().delete()
    add = reverse(
        "wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk]
    )
    response = admin_user_client.get(add)
    assert response.status_code == 200


@pytest.fixture
def admin_user_client(client, db):
    client.force_login(User.objects.create_superuser("admin", "", "secret"))
    return client


def test_shared_and_local_pages_have_their_owner(network):
    for model in MODELS:
        if model is HomePage or model in UNIQUE or model is SharedSectionPage:
            continue
        page = factory_for(model)()
        assert page.territory_id, model
        if not issubclass(model, SharedPage):
            assert page.territory.site_id == page.get_site().pk


def test_forms_say_how_long_answers_are_kept(network, client):
    form = factory_for(FormPage)(territory=some_territory(), keep_days=30)
    path, host = url_and_host(form)
    assert "30 jours" in client.get(path, headers={"host": host}).content.decode()
