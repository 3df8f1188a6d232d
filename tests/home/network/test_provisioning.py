"""One function makes a whole site; run twice, it changes nothing."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupCollectionPermission, Page, Site

from home.network.opening.provisioning import create_site
from territories.models import SharedSectionPage, SiteTexts, Territory


def snapshot() -> dict[str, int]:
    models = (Page, Site, Group, Collection, GroupCollectionPermission, SiteTexts)
    return {model.__name__: model.objects.count() for model in models}


def test_a_site_has_its_pages_menu_and_sections(network, get):
    response = get(network.vitre)
    assert response.status_code == 200
    html = response.content.decode()
    for title in ("Être accompagné·e", "Ressources", "Agenda", "Observatoire", "Nous connaître"):
        assert title in html
    slugs = Page.objects.child_of(network.vitre.site.root_page).values_list("slug", flat=True)
    assert {"agenda", "actualites", "contact", "mentions-legales", "ressources"} <= set(slugs)


def test_shared_sections_live_once(network):
    assert SharedSectionPage.objects.descendant_of(network.region.site.root_page).count() == 0
    mounted = SharedSectionPage.objects.descendant_of(network.vitre.site.root_page)
    assert {section.slug for section in mounted} == {
        "etre-accompagne",
        "ressources",
        "observatoire",
        "parcours-administrateurs",
    }


def test_run_twice_changes_nothing(network):
    before = snapshot()
    for territory in Territory.objects.all():
        create_site(territory, f"{territory.code}.test", 80)
    assert snapshot() == before


def test_an_editor_s_changes_survive_a_second_run(network):
    home = network.vitre.site.root_page.specific
    home.hero_title = "Notre accroche"
    home.save()
    Page.objects.child_of(home).get(slug="contact").delete()
    create_site(network.vitre, "vitre.test", 80)
    home.refresh_from_db()
    assert home.hero_title == "Notre accroche"
    assert Page.objects.child_of(home).filter(slug="contact").exists()


def test_a_taken_host_is_refused_and_nothing_is_made(network):
    from django.core.exceptions import ValidationError

    other = Territory.objects.create(
        code="redon", scale="pays", name="Pays de Redon", site_name="ESS pays de Redon",
        short_name="Redon", parent=network.ess_35,
    )  # fmt: skip
    before = snapshot()
    with pytest.raises(ValidationError):
        create_site(other, "vitre.test", 80)
    assert snapshot() == before


@pytest.mark.parametrize(
    "host", ["mauvais hote", "https://vitre.test", "vitré.test", "vitre", "-.test"]
)
def test_a_host_that_is_badly_written_is_refused(network, host):
    before = snapshot()
    with pytest.raises(CommandError, match="nom d’hôte seul"):
        call_command("create_site", "vitre", f"--host={host}")
    assert snapshot() == before
    assert Site.objects.get(pk=network.vitre.site_id).hostname == "vitre.test"


def test_no_group_may_choose_in_the_root_collection(network):
    root = Collection.get_first_root_node()
    names = GroupCollectionPermission.objects.filter(collection=root).values_list(
        "group__name", flat=True
    )
    assert set(names) == {"ESS Bretagne — communication"}


def test_groupement_staff_act_on_their_pays_and_follow_a_change_of_parent(network):
    network.ess_35.refresh_from_db()
    group = network.ess_35.communication_group
    pages = set(group.page_permissions.values_list("page__slug", flat=True))
    own, theirs = {"ess-35", "fiches-ess-35"}, {"vitre", "fiches-vitre"}
    assert pages == own | theirs | {"fougeres", "fiches-fougeres"}
    network.fougeres.parent = network.finistere
    network.fougeres.save()
    pages = set(group.page_permissions.values_list("page__slug", flat=True))
    assert pages == own | theirs


def test_a_renamed_territory_keeps_its_people(network):
    network.vitre.refresh_from_db()
    group = network.vitre.communication_group
    network.vitre.site_name = "ESS Portes de Bretagne"
    network.vitre.save()
    group.refresh_from_db()
    assert group.name == "ESS Portes de Bretagne — communication"
