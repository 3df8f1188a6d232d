"""Settings, menus and texts of a site: for those who have the right on that very site, and nobody else."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import NoReverseMatch, reverse
from wagtail.models import GroupSitePermission
from wagtail.permissions import policy_registry

from territories.models import SiteTexts, TerritorySettings
from tests.factories.people import REFERENT, make_person, make_translator


def is_refused(response) -> bool:
    """Not found, or sent back to the admin's first page, as Wagtail does."""
    return response.status_code in (403, 404) or getattr(response, "url", "") == "/admin/"


@pytest.fixture
def sign_in(client):
    def sign(user):
        client.force_login(user)
        return client

    return sign


def texts_of(territory) -> SiteTexts:
    return SiteTexts.objects.get(site=territory.site)


def addresses(territory) -> list[str]:
    """Every admin address about the settings and texts of a site."""
    texts, site = texts_of(territory), territory.site
    revision = texts.save_revision()
    setting = ("territories", "territorysettings", site.pk)
    return [
        reverse("wagtailsettings:edit", args=setting),
        reverse("site_settings_history", args=[site.pk]),
        reverse("site_settings_history_results", args=[site.pk]),
        *(
            reverse(f"site_texts:{view}", args=[texts.pk])
            for view in ("edit", "history", "history_results", "usage")
        ),
        reverse("site_texts:revisions_view", args=[texts.pk, revision.pk]),
        reverse("site_texts:revisions_revert", args=[texts.pk, revision.pk]),
        reverse("site_texts:revisions_compare", args=[texts.pk, "earliest", "latest"]),
    ]


@pytest.mark.parametrize("role", ["vitre", "ess_35", "region"])
def test_a_team_opens_every_screen_of_its_site(network, sign_in, role):
    client = sign_in(make_person(getattr(network, role)))
    for address in addresses(network.vitre):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", ["fougeres", "cornouaille", "finistere"])
def test_another_team_opens_none(network, sign_in, role):
    client = sign_in(make_person(getattr(network, role)))
    for address in addresses(network.vitre):
        assert is_refused(client.get(address)), address


def test_a_pays_does_not_open_its_groupement_s(network, sign_in):
    client = sign_in(make_person(network.vitre))
    for address in [*addresses(network.ess_35), *addresses(network.region)]:
        assert is_refused(client.get(address)), address


@pytest.mark.parametrize("kind", ["referent", "translator"])
def test_who_writes_without_publishing_has_no_settings(network, sign_in, kind):
    person = make_translator() if kind == "translator" else make_person(network.vitre, REFERENT)
    client = sign_in(person)
    for address in addresses(network.vitre):
        assert is_refused(client.get(address)), address
    menu = reverse("wagtailsettings:edit", args=["territories", "territorysettings"])
    assert menu not in client.get("/admin/").content.decode()


def test_forged_posts_change_nothing(network, sign_in):
    texts = texts_of(network.vitre)
    setting = ("territories", "territorysettings", network.vitre.site.pk)
    revision = texts.save_revision()
    client = sign_in(make_person(network.fougeres))
    forged = {"alert_text": "Forgé", "phone": "02 99 00 00 00", "action-publish": "1"}
    for address in (
        reverse("wagtailsettings:edit", args=setting),
        reverse("wagtailsettings:preview_on_edit", args=setting),
        reverse("site_texts:edit", args=[texts.pk]),
        reverse("site_texts:preview_on_edit", args=[texts.pk]),
        reverse("site_texts:revisions_revert", args=[texts.pk, revision.pk]),
        reverse("site_texts:revisions_unschedule", args=[texts.pk, revision.pk]),
        reverse("site_texts:unpublish", args=[texts.pk]),
        reverse("site_texts:delete", args=[texts.pk]),
    ):
        assert is_refused(client.post(address, forged)), address
        assert is_refused(client.get(address)), address
    texts.refresh_from_db()
    assert (texts.alert_text, texts.live) == ("", True)
    assert TerritorySettings.for_site(network.vitre.site).phone == ""


def test_texts_are_neither_added_deleted_nor_taken_offline(network, admin_client):
    texts = texts_of(network.vitre)
    for view, args in (("add", []), ("delete", [texts.pk]), ("unpublish", [texts.pk])):
        assert is_refused(admin_client.post(reverse(f"site_texts:{view}", args=args), {"site": 1}))
    texts.refresh_from_db()
    assert texts.live
    with pytest.raises(NoReverseMatch):
        reverse("site_texts:copy", args=[texts.pk])


def test_bulk_deletion_deletes_none_and_names_one_s_own(network, sign_in):
    address = reverse("wagtail_bulk_action", args=["territories", "sitetexts", "delete"])
    ids = [texts_of(territory).pk for territory in (network.vitre, network.fougeres)]
    client = sign_in(make_person(network.vitre))
    assert "Fougères" not in client.get(address, {"id": ids}).content.decode()
    client.post(f"{address}?id={ids[0]}&id={ids[1]}")
    assert SiteTexts.objects.filter(pk__in=ids).count() == 2


def test_the_list_holds_one_s_own(network, sign_in):
    client = sign_in(make_person(network.ess_35))
    response = client.get(reverse("site_texts:list"))
    sites = {texts.site_id for texts in response.context["object_list"]}
    assert sites == {t.site_id for t in (network.ess_35, network.vitre, network.fougeres)}


def test_the_menu_leads_to_one_s_own_site(network, sign_in):
    address = reverse("wagtailsettings:edit", args=["territories", "territorysettings"])
    for territory in (network.vitre, network.ess_35, network.region):
        client = sign_in(make_person(territory))
        response = client.get(address)
        assert response.url.endswith(f"/{territory.site_id}/"), territory
        assert address in client.get("/admin/").content.decode()


def test_the_switcher_offers_one_s_own_sites(network, sign_in):
    client = sign_in(make_person(network.ess_35))
    setting = ("territories", "territorysettings", network.vitre.site.pk)
    for address in (
        reverse("wagtailsettings:edit", args=setting),
        reverse("site_texts:edit", args=[texts_of(network.vitre).pk]),
    ):
        response = client.get(address)
        switcher = response.context["site_switcher"]
        assert "settings-site-switch" in response.content.decode()
        assert next(label for _, label in switcher.fields["site"].choices).startswith("ESS 35")
        assert len(switcher.fields["site"].choices) == 3
    client = sign_in(make_person(network.vitre))
    for address in (
        reverse("wagtailsettings:edit", args=setting),
        reverse("site_texts:edit", args=[texts_of(network.vitre).pk]),
    ):
        assert not client.get(address).context.get("site_switcher")


@pytest.mark.parametrize("model", [TerritorySettings, SiteTexts])
def test_a_permission_on_every_site_gives_none(network, model):
    person = make_person(network.vitre)
    codename = f"change_{model._meta.model_name}"
    person.user_permissions.add(Permission.objects.get(codename=codename))
    policy = policy_registry.get_by_type(model)
    sites = policy.sites_user_has_permission_for(person, "change")
    assert [site.pk for site in sites] == [network.vitre.site_id]
    assert not policy.user_has_permission_for_instance(person, "change", network.fougeres.site)


def test_groups_hold_the_permission_of_their_sites_alone(network):
    group = Group.objects.get(pk=network.vitre.communication_group_id)
    rows = GroupSitePermission.objects.filter(group=group)
    assert set(rows.values_list("site_id", flat=True)) == {network.vitre.site_id}
    assert not group.permissions.filter(codename__endswith="territorysettings").exists()
    assert not group.permissions.filter(codename__endswith="sitetexts").exists()
