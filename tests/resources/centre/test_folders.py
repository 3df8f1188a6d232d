"""One folder per territory in the resource centre: what it is for, and that nobody sees it outside the admin."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from home.network.merging.run import merge
from home.network.opening.provisioning import create_site
from resources.centre.folders import folder_of, folders_of
from resources.centre.models import ResourceCentrePage, SheetFolderPage, ToolPage
from resources.centre.registry import sheet_models
from territories.diffusion.findable import findable_across, findable_in
from territories.models import SharedSectionPage, Territory
from territories.rights.sync import sync_permissions
from tests.factories import resources as make
from tests.factories.people import REFERENT, make_person, make_translator
from tests.factories.resources import TOOL_FORM
from tests.factories.territories import TerritoryFactory


@pytest.fixture
def centre(network):
    return ResourceCentrePage.objects.get()


@pytest.fixture
def sheet(network):
    return make.ToolPageFactory(
        title="Une boîte à outils", slug="boite-a-outils", territory=network.vitre
    )


def add(client, territory, **fields):
    url = reverse("wagtailadmin_pages:add", args=["resources", "toolpage", folder_of(territory).pk])
    return client.post(url, {**TOOL_FORM, **fields})


def edit(client, page, **fields):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, {**TOOL_FORM, "title": page.title, "slug": page.slug, **fields})


def breton(page):
    """The page in Breton, its parents with it."""
    return page.copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True)


def tree_is_sound() -> bool:
    return not any(Page.find_problems())


# --- Made and repaired ------------------------------------------------------------------


def test_each_territory_has_its_folder_once(network, centre):
    folders = SheetFolderPage.objects.child_of(centre)
    assert {folder.territory.code for folder in folders} == {t.code for t in network.all}
    assert len(folders) == len(network.all)
    assert sync_permissions() == []


def test_a_folder_that_was_lost_is_made_again_with_its_rights(network, centre):
    folder_of(network.vitre).delete()
    line = "Dossier « Fiches — ESS pays de Vitré » créé sous « Ressources »."
    assert line in sync_permissions(network.vitre)
    folder = SheetFolderPage.objects.get(territory=network.vitre)
    holders = set(folder.group_permissions.values_list("group__name", flat=True))
    assert holders == {
        "ESS pays de Vitré — communication",
        "ESS pays de Vitré — référent·es",
        "ESS 35 — communication",
    }
    assert tree_is_sound()


def test_each_translation_of_the_centre_has_its_folders(network, centre):
    breton(centre.specific)
    sync_permissions()
    for territory in network.all:
        folders = folders_of(territory)
        assert [folder.locale.language_code for folder in folders] == ["fr", "br"]
        assert len({folder.translation_key for folder in folders}) == 1
    assert sync_permissions() == []
    assert tree_is_sound()


def test_a_new_site_comes_with_its_folder_and_loses_none_in_a_merger(network, get, admin_user):
    redon = TerritoryFactory(code="redon", scale="pays", parent=network.ess_35)
    create_site(redon, "redon.test", 80)
    theirs = SheetFolderPage.objects.get(territory=redon)
    make.ToolPageFactory(slug="de-redon", territory=redon)
    draft = make.ToolPageFactory(slug="essai-de-redon", territory=redon, live=False)
    merge(Territory.objects.get(code="redon"), network.vitre, admin_user)
    assert not SheetFolderPage.objects.filter(pk=theirs.pk).exists()
    draft.refresh_from_db()
    assert draft.territory == network.vitre
    assert draft.get_parent().specific == folder_of(network.vitre)
    assert get(network.vitre, "/ressources/de-redon/").status_code == 200
    assert sync_permissions() == []
    assert tree_is_sound()


# --- Addresses --------------------------------------------------------------------------


def test_a_sheet_stands_right_below_the_centre_whatever_its_folder(network, get, sheet):
    for territory in (network.vitre, network.fougeres, network.region):
        html = get(territory, "/ressources/boite-a-outils/").content.decode()
        assert sheet.title in html
        assert (
            '<link rel="canonical" href="http://bretagne.test/ressources/boite-a-outils/">' in html
        )
        assert "Fiches —" not in html
    assert get(network.region, "/ressources/fiches-vitre/boite-a-outils/").status_code == 404


def test_a_folder_has_no_page(network, get, sheet):
    folder = folder_of(network.vitre)
    for territory in (network.vitre, network.region):
        assert get(territory, f"/ressources/{folder.slug}/").status_code == 404
        assert folder.pk not in set(findable_in(territory).values_list("pk", flat=True))
        assert folder.pk not in set(findable_across(territory).values_list("pk", flat=True))
    region = network.region
    for path in ("/sitemap.xml", "/plan-du-site/", "/ressources/", "/recherche/?q=fiches"):
        html = get(region, path).content.decode()
        assert "Fiches —" not in html
        assert "fiches-vitre" not in html
    assert "/ressources/boite-a-outils/" in get(region, "/sitemap.xml").content.decode()


def test_a_link_to_a_folder_leads_to_its_sheets(network, rf, get, sheet):
    folder = folder_of(network.vitre)
    assert folder.full_url == "http://bretagne.test/ressources/?territoire=vitre"
    request = rf.get("/", headers={"host": "fougeres.test"})
    assert folder.get_url(request) == "/ressources/?territoire=vitre"
    assert sheet.title in get(network.region, folder.get_url()).content.decode()


def test_a_folder_is_no_section_to_mount(network):
    mount = SharedSectionPage.objects.get(territory=network.vitre, slug="ressources")
    mount.source = folder_of(network.vitre)
    with pytest.raises(ValidationError, match="ne peut pas être partagée"):
        mount.full_clean()


def test_the_plan_of_the_site_shows_sheets_below_the_centre(network, get, sheet):
    html = get(network.region, "/plan-du-site/").content.decode()
    assert '<li class="plan-2"><a href="/ressources/boite-a-outils/">' in html


def test_a_renamed_or_moved_centre_takes_its_sheets_along(network, get, centre, sheet):
    centre.slug = "fiches"
    centre.save()
    sheet.refresh_from_db()
    assert get(network.region, "/fiches/boite-a-outils/").status_code == 200
    assert folder_of(network.vitre).url_path == centre.url_path
    below = Page.objects.child_of(network.region.site.root_page).get(slug="nous-connaitre")
    centre.move(below, pos="last-child")
    path = "/nous-connaitre/fiches/boite-a-outils/"
    assert get(network.region, path).status_code == 200
    assert Redirect.objects.get(old_path="/fiches/boite-a-outils").redirect_page_id == sheet.pk
    assert Redirect.objects.filter(redirect_page__in=SheetFolderPage.objects.all()).count() == 0
    assert ToolPage.objects.get(pk=sheet.pk).get_parent().specific.territory == network.vitre
    assert tree_is_sound()


def test_a_renamed_sheet_is_found_at_its_old_address(
    network, get, sheet, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sheet.slug = "boite"
        sheet.save_revision().publish()
    response = get(network.region, "/ressources/boite-a-outils/")
    assert (response.status_code, response["Location"]) == (
        301,
        "http://bretagne.test/ressources/boite/",
    )


def test_folders_put_in_another_order_leave_no_trace(network, get, centre, sheet):
    folder, first = folder_of(network.vitre), centre.get_first_child()
    Page.objects.get(pk=folder.pk).move(first, pos="left")
    assert get(network.region, "/ressources/boite-a-outils/").status_code == 200
    assert folder_of(network.vitre).url_path == centre.url_path
    assert Redirect.objects.count() == 0
    assert tree_is_sound()


def test_a_sheet_that_changes_folder_changes_territory_not_address(network, get, sheet):
    sheet.save_revision()
    list_of = "/ressources/?territoire="
    assert sheet.title in get(network.region, f"{list_of}vitre").content.decode()
    sheet.move(folder_of(network.fougeres), pos="last-child")
    sheet.refresh_from_db()
    assert sheet.territory == network.fougeres
    assert sheet.get_latest_revision_as_object().territory == network.fougeres
    assert get(network.region, "/ressources/boite-a-outils/").status_code == 200
    assert sheet.title not in get(network.region, f"{list_of}vitre").content.decode()
    assert sheet.title in get(network.region, f"{list_of}fougeres").content.decode()
    assert Redirect.objects.count() == 0
    found = ToolPage.objects.filter(territory=network.fougeres).search("boîte")
    assert [result.pk for result in found] == [sheet.pk]


def test_a_territory_given_by_hand_gives_way_to_the_folder(network, sheet):
    sheet.territory = network.cornouaille
    sheet.save_revision().publish()
    assert ToolPage.objects.get(pk=sheet.pk).territory == network.vitre


# --- One address, one sheet -----------------------------------------------------------------

TAKEN = "Une autre fiche du centre de ressources a déjà l’adresse « boite-a-outils »"


def test_a_new_sheet_cannot_take_the_address_of_another_folder_s(admin_client, network, sheet):
    response = add(admin_client, network.fougeres, title="La nôtre", slug="boite-a-outils")
    assert response.status_code == 200
    (said,) = response.context["form"].errors["slug"]
    assert said.startswith(TAKEN)
    assert "La nôtre" in response.content.decode()
    response = add(admin_client, network.fougeres, title="La nôtre", slug="boite-de-fougeres")
    assert response.status_code == 302
    assert ToolPage.objects.get(slug="boite-de-fougeres").territory == network.fougeres


@pytest.mark.parametrize("code", ["vitre", "fougeres"])
def test_nor_can_a_sheet_that_is_renamed(admin_client, network, sheet, code):
    other = make.ToolPageFactory(slug="autre", territory=Territory.objects.get(code=code))
    response = edit(admin_client, other, slug="boite-a-outils")
    (said,) = response.context["form"].errors["slug"]
    assert said.startswith(TAKEN)
    assert edit(admin_client, other, slug="autre").status_code == 302


@pytest.mark.parametrize("more", [{}, {"alias": "on"}, {"publish_copies": "on"}])
def test_a_copy_needs_an_address_of_its_own(admin_client, network, get, sheet, more):
    url = reverse("wagtailadmin_pages:copy", args=[sheet.pk])
    data = {"new_title": "Copie", "new_parent_page": folder_of(network.fougeres).pk, **more}
    response = admin_client.post(url, data | {"new_slug": "boite-a-outils"})
    assert response.status_code == 200
    assert TAKEN in response.content.decode()
    assert admin_client.post(url, data | {"new_slug": "copie"}).status_code == 302
    copy = ToolPage.objects.get(slug="copie")
    assert copy.territory == network.fougeres
    status = 200 if more else 404
    assert get(network.region, "/ressources/copie/").status_code == status


def test_two_teams_that_write_the_same_title_have_two_addresses(network):
    made = [
        folder_of(territory).add_child(instance=ToolPage(title="Quiz"))
        for territory in (network.vitre, network.fougeres)
    ]
    assert [sheet.slug for sheet in made] == ["quiz", "quiz-2"]


def test_a_sheet_in_breton_has_its_territory_and_its_address(network, get, sheet):
    translated = breton(sheet)
    translated.save_revision().publish()
    translated.refresh_from_db()
    assert translated.territory == network.vitre
    assert translated.get_parent().specific.territory == network.vitre
    assert translated.slug == sheet.slug
    assert translated.url_path == "/bretagne-br/ressources/boite-a-outils/"
    path = translated.full_url.removeprefix("http://bretagne.test")
    assert sheet.title in get(network.region, path).content.decode()
    assert tree_is_sound()


def test_a_sheet_that_changes_folder_takes_its_translation_along(admin_client, network, sheet):
    translated = breton(sheet)
    sync_permissions()
    french, in_breton = folders_of(network.fougeres)
    url = reverse("wagtailadmin_pages:move_confirm", args=[sheet.pk, french.pk])
    assert admin_client.post(url).status_code == 302
    translated.refresh_from_db()
    assert translated.get_parent().pk == in_breton.pk
    assert translated.territory == network.fougeres
    assert tree_is_sound()


def test_a_translation_gets_another_address_where_its_own_is_taken(network, sheet):
    other = breton(make.ToolPageFactory(slug="autre", territory=network.fougeres))
    other.slug = "boite-a-outils"
    other.save()
    translated = breton(sheet)
    assert translated.slug == translated.get_latest_revision_as_object().slug == "boite-a-outils-2"
    assert Page.objects.filter(url_path=translated.url_path).count() == 1


# --- In the admin -----------------------------------------------------------------------------


def test_nobody_acts_upon_a_folder_itself(admin_client, network, centre, sheet):
    folder = folder_of(network.vitre)
    for name in ("edit", "delete", "move", "copy", "unpublish"):
        url = reverse(f"wagtailadmin_pages:{name}", args=[folder.pk])
        response = admin_client.get(url)
        assert (name, response.status_code, response.get("Location")) == (name, 302, "/admin/")
    url = reverse("wagtailadmin_pages:add_subpage", args=[centre.pk])
    assert admin_client.get(url)["Location"] == "/admin/"
    add = reverse("wagtailadmin_pages:add", args=["resources", "sheetfolderpage", centre.pk])
    assert admin_client.get(add)["Location"] == "/admin/"


def test_a_referent_finds_her_folder_and_no_other(client, network, sheet):
    theirs = make.ToolPageFactory(title="Fiche de Fougères", territory=network.fougeres)
    client.force_login(make_person(network.vitre, REFERENT))
    response = client.get(reverse("wagtailadmin_explore_root"), follow=True)
    assert response.request["PATH_INFO"].endswith(f"/{folder_of(network.vitre).pk}/")
    assert sheet.title in response.content.decode()
    url = reverse("wagtailadmin_explore", args=[theirs.get_parent().pk])
    html = client.get(url, follow=True).content.decode()
    assert "Fougères" not in html


def test_a_groupement_s_referent_opens_no_sheet_of_its_pays(client, network, sheet):
    ours = make.ToolPageFactory(slug="d-ess-35", territory=network.ess_35)
    regional = make.ToolPageFactory(slug="de-bretagne", territory=network.region)
    client.force_login(make_person(network.ess_35, REFERENT))
    answers = {}
    for page in (ours, sheet, regional):
        for name in ("edit", "history", "view_draft"):
            url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
            answers[page.slug, name] = client.get(url).status_code
    assert {key for key, status in answers.items() if status == 200} == {
        ("d-ess-35", "edit"),
        ("d-ess-35", "history"),
        ("d-ess-35", "view_draft"),
    }


def test_all_sheets_may_be_chosen_to_make_a_link(client, network, sheet):
    client.force_login(make_person(network.fougeres, REFERENT))
    url = reverse("wagtailadmin_choose_page_child", args=[folder_of(network.vitre).pk])
    assert sheet.title in client.get(url).json()["html"]


def test_the_menu_leads_to_one_s_own_sheets(client, network, centre):
    def leads_to(person) -> str:
        client.force_login(person)
        return client.get(reverse("own_sheets"))["Location"]

    def explorer(page) -> str:
        return reverse("wagtailadmin_explore", args=[page.pk])

    folder = explorer(folder_of(network.vitre))
    assert leads_to(make_person(network.vitre, REFERENT)) == folder
    assert leads_to(make_person(network.vitre)) == folder
    assert leads_to(make_person(network.ess_35)) == explorer(centre)
    assert leads_to(make_person(network.region)) == explorer(centre)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("own_sheets") in html


def test_the_menu_offers_no_sheets_to_who_writes_none(client, network):
    client.force_login(make_translator())
    assert reverse("own_sheets") not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("own_sheets"))["Location"] == "/admin/"


@pytest.mark.parametrize("code", ["vitre", "fougeres"])
def test_a_draft_cannot_plan_the_address_that_another_draft_plans(
    admin_client, network, sheet, code
):
    sheet.slug = "boite"
    sheet.save_revision()
    other = make.ToolPageFactory(slug="autre", territory=Territory.objects.get(code=code))
    (said,) = edit(admin_client, other, slug="boite").context["form"].errors["slug"]
    assert said.startswith("Le brouillon d’une autre page prévoit déjà l’adresse « boite »")
    # What it plans itself, it may plan again.
    assert edit(admin_client, sheet, slug="boite").status_code == 302
    assert edit(admin_client, other, slug="boite-d-a-cote").status_code == 302


def test_a_referent_begins_a_sheet_from_her_dashboard(client, network):
    client.force_login(make_person(network.vitre, REFERENT))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    for model in sheet_models():
        meta, folder = model._meta, folder_of(network.vitre).pk
        url = reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, folder])
        assert f'href="{url}"' in html
        assert client.get(url).status_code == 200
    client.force_login(make_person(network.vitre))
    assert "Écrire une fiche" not in client.get(reverse("wagtailadmin_home")).content.decode()
