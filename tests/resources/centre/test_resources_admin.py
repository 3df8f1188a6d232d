"""Writing a sheet and reading adoptions again, in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from resources.centre.folders import folder_of
from resources.centre.models import Adoption, ExpertisePage, ToolPage
from territories.models import Territory
from territories.ownership.scope import territories_of
from tests.factories import resources as make
from tests.factories.territories import ContactFactory


@pytest.fixture
def person(network):
    """A person in the groups of a territory: `person("vitre", "referent_group")`."""

    def join(code: str, *fields: str):
        user = get_user_model().objects.create_user(f"{code}-{len(fields)}", password="x")
        territory = Territory.objects.get(code=code)
        user.groups.set([getattr(territory, field) for field in fields])
        return user

    return join


def codes(user) -> set[str]:
    return set(territories_of(user).values_list("code", flat=True))


def test_each_writes_for_her_territories(person, network, admin_user):
    assert codes(person("vitre", "referent_group")) == {"vitre"}
    assert codes(person("ess-35", "communication_group")) == {"ess-35", "vitre", "fougeres"}
    assert len(codes(person("bretagne", "communication_group"))) == 6
    assert len(codes(admin_user)) == 6


def test_nobody_is_asked_for_a_sheet_s_territory(person, network, client):
    client.force_login(person("vitre", "referent_group"))
    folder = folder_of(network.vitre)
    response = client.get(
        reverse("wagtailadmin_pages:add", args=["resources", "toolpage", folder.pk])
    )
    assert response.status_code == 200
    form = response.context["form"]
    assert "territory" not in form.fields
    assert form.fields["licence"].initial == "CC-BY-SA-4.0"


def test_a_sheet_offers_contacts_that_are_public_or_one_s_own(person, network):
    public = ContactFactory(territory=network.cornouaille)
    ContactFactory(territory=network.cornouaille, is_published=False)
    mine = ContactFactory(territory=network.vitre, is_published=False)
    user = person("vitre", "communication_group")
    for model, name in ((ToolPage, "contact"), (ExpertisePage, "contacts")):
        form_class = model.get_edit_handler().get_form_class()
        form = form_class(instance=model(), for_user=user)
        assert set(form.fields[name].queryset) == {public, mine}


def test_adoptions_are_read_again_then_published(admin_client, network):
    activity = make.ActivityPageFactory(territory=network.vitre)
    adoption = make.make_adoption(activity, network.vitre, is_published=False)
    listing = reverse(Adoption.snippet_viewset.get_url_name("list"))
    html = admin_client.get(f"{listing}?territory={network.vitre.pk}").content.decode()
    assert activity.title in html or activity.title.replace("'", "&#x27;") in html
    other = admin_client.get(f"{listing}?territory={network.cornouaille.pk}").content.decode()
    assert "Blabla" not in other.split("</form>")[-1]
    edit = reverse(Adoption.snippet_viewset.get_url_name("edit"), args=[adoption.pk])
    assert admin_client.get(edit).status_code == 200


def saved(client, adoption, **changes) -> Adoption:
    edit = reverse(Adoption.snippet_viewset.get_url_name("edit"), args=[adoption.pk])
    shown = client.get(edit).context["form"]
    data = {name: shown[name].value() for name in shown.fields}
    data = {name: "" if value is None else value for name, value in data.items()} | changes
    data = {name: value for name, value in data.items() if value is not False}
    assert client.post(edit, data).status_code == 302
    return Adoption.objects.get(pk=adoption.pk)


def test_a_referent_publishes_no_adoption(person, network, client):
    """She writes it, the communication reads it: a second look, as for sheets."""
    activity = make.ActivityPageFactory(territory=network.vitre)
    waits = make.make_adoption(activity, network.vitre, is_published=False)
    read = make.make_adoption(activity, network.vitre)
    client.force_login(person("vitre", "referent_group"))
    edit = reverse(Adoption.snippet_viewset.get_url_name("edit"), args=[waits.pk])
    assert "La communication de votre territoire la relit" in client.get(edit).content.decode()
    assert not saved(client, waits, is_published="on").is_published
    assert saved(client, read).is_published  # nothing was changed
    assert not saved(client, read, audience="lycée").is_published
    client.force_login(person("ess-35", "communication_group"))
    assert saved(client, waits, is_published="on").is_published
