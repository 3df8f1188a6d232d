"""The admin: listings that show what is a guess, and corrections that last."""

import pytest
from django.urls import reverse
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, TitleColumn
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet

from territories.models import Epci, Territory, Theme
from tests.factories.territories import CommuneFactory, ContactFactory, EpciFactory

NAMES = ["territoires", "intercommunalites", "communes", "contacts"]


@pytest.fixture
def editor(admin_client, network):
    ContactFactory(territory=network.vitre)
    return admin_client


@pytest.mark.parametrize("name", NAMES)
def test_every_listing_answers(editor, name):
    CommuneFactory(epci=EpciFactory())
    response = editor.get(reverse(f"{name}:index"))
    assert response.status_code == 200


@pytest.mark.parametrize(
    "viewset", [v for v in viewsets.viewsets if isinstance(v, ModelViewSet)], ids=lambda v: v.name
)
def test_the_first_column_of_a_listing_leads_to_the_row(viewset, admin_user, rf):
    """Wagtail makes it a link only where `list_display` begins with a name, not a column."""
    request = rf.get("/")
    request.user = admin_user
    view = viewset.index_view.view_class(**viewset.index_view.view_initkwargs)
    view.setup(request)
    first = next(c for c in view.columns if not isinstance(c, BulkActionsCheckboxColumn))
    assert isinstance(first, TitleColumn)


def test_an_empty_list_says_so_in_french(admin_client, network):
    index = reverse("contacts:index")
    empty = admin_client.get(index).content.decode()
    assert "Rien encore dans « contacts »." in empty.replace("&nbsp;", " ").replace("\xa0", " ")
    assert "Rien ne correspond" in admin_client.get(f"{index}?q=zzyzx").content.decode()
    assert "Il n'y a pas de" not in empty


def test_vocabularies_have_their_listing(editor):
    for model in ("theme", "audience"):
        url = reverse(f"wagtailsnippets_territories_{model}:list")
        assert editor.get(url).status_code == 200


def test_a_guess_is_visible_and_can_be_filtered(editor, network):
    EpciFactory(name="Communauté tranquille", pays=network.vitre)
    EpciFactory(name="Communauté douteuse", pays=network.vitre, pays_confidence="guess")
    html = editor.get(reverse("intercommunalites:index")).content.decode()
    assert "supposé" in html
    html = editor.get(
        reverse("intercommunalites:index") + "?pays_confidence=guess"
    ).content.decode()
    assert "Communauté douteuse" in html
    assert "Communauté tranquille" not in html


def test_a_listing_counts_communes_in_few_queries(editor, network, django_assert_max_num_queries):
    for epci in EpciFactory.create_batch(12, pays=network.vitre):
        CommuneFactory.create_batch(2, epci=epci)
    url = reverse("intercommunalites:index")
    editor.get(url)
    with django_assert_max_num_queries(25):
        response = editor.get(url)
    assert {epci.commune_count for epci in response.context["object_list"]} == {2}
    assert "Communauté" in editor.get(url, {"q": "communaute"}).content.decode()
    with django_assert_max_num_queries(25):
        assert editor.get(reverse("communes:index")).status_code == 200


def test_a_correction_is_marked_as_such(editor, network):
    epci = EpciFactory(pays=network.vitre, pays_confidence="likely")
    url = reverse("intercommunalites:edit", args=[epci.pk])
    assert editor.get(url).status_code == 200
    data = {
        "pays": network.fougeres.pk,
        "pays_confidence": "certain",
        "pays_source": "Le pays le dit.",
    }
    assert editor.post(url, data).status_code == 302
    epci = Epci.objects.get(pk=epci.pk)
    assert (epci.pays, epci.locally_edited) == (network.fougeres, True)


def test_communes_are_found_as_by_the_public(editor):
    CommuneFactory(name="L’Hermitage", insee="35131", former=["Vieux-Bourg"])
    CommuneFactory(name="Ailleurs")
    for text in ("hermitage", "l'hermi", "35131", "vieux bourg"):
        html = editor.get(reverse("communes:index"), {"q": text}).content.decode()
        assert "L’Hermitage" in html, text
        assert "Ailleurs" not in html, text
        modal = editor.get(reverse("commune_chooser:choose_results"), {"q": text}).content.decode()
        assert "L’Hermitage" in modal, text


def test_official_geography_is_neither_added_nor_deleted(editor):
    epci = EpciFactory()
    assert editor.get(reverse("intercommunalites:add")).status_code in (302, 403)
    assert editor.post(reverse("intercommunalites:delete", args=[epci.pk])).status_code in (
        302,
        403,
    )
    assert Epci.objects.filter(pk=epci.pk).exists()


def test_a_territory_moves_and_rights_follow(admin_client, network):
    url = reverse("territoires:edit", args=[network.vitre.pk])
    assert admin_client.get(url).status_code == 200
    data = {
        "site_name": network.vitre.site_name,
        "name": network.vitre.name,
        "short_name": network.vitre.short_name,
        "parent": network.finistere.pk,
        "parent_confidence": "certain",
        "organisation_confidence": "certain",
        "own_accent": "bruyere",
        "sort_order": "3",
        "is_active": "on",
        "code": "essai",
    }
    response = admin_client.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    vitre = Territory.objects.get(code="vitre")  # the code never changes
    assert vitre.parent == network.finistere
    root = vitre.site.root_page

    def publishers(territory):
        group = Territory.objects.get(pk=territory.pk).communication_group
        return set(group.page_permissions.values_list("page_id", flat=True))

    assert root.pk in publishers(network.finistere)
    assert root.pk not in publishers(network.ess_35)


def test_a_pays_cannot_stand_under_a_pays(editor, network):
    url = reverse("territoires:edit", args=[network.vitre.pk])
    response = editor.post(url, {"site_name": "x", "parent": network.fougeres.pk})
    assert response.status_code == 200
    assert "Un pays se rattache à un groupement" in response.content.decode()


def test_a_theme_is_created_in_french(editor):
    url = reverse("wagtailsnippets_territories_theme:add")
    data = {"label": "Mer", "code": "mer", "definition": "", "synonyms": "[]", "sort_order": "1"}
    assert editor.post(url, data).status_code == 302
    assert Theme.objects.get(code="mer").locale.language_code == "fr"
