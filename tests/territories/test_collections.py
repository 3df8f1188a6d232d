"""Images and documents: each team's own and those common to all; nothing in the root."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupCollectionPermission

from core.admin.files import NOT_IN_ROOT
from territories.rights.collections import common_collection
from tests.factories.people import REFERENT, make_person, make_translator

# Wagtail leaves the temporary file of a rendition to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
Image, Document = get_image_model(), get_document_model()
APPS = {Image: "wagtailimages", Document: "wagtaildocs"}
MODELS = [Image, Document]


def make_file(model, collection):
    """A file that says where it is."""
    title = f"Zanzibar {collection.name}"
    if model is Image:
        return Image.objects.create(
            title=title, file=get_test_image_file(), credit="x", collection=collection
        )
    document = Document(title=title, collection=collection)
    document.file.save("a.txt", SimpleUploadedFile("a.txt", b"texte"))
    return document


def address(model, view: str, *args) -> str:
    return reverse(f"{APPS[model]}:{view}", args=args)


def chooser(model, view: str, *args) -> str:
    return reverse(f"{APPS[model]}_chooser:{view}", args=args)


def upload(model, collection) -> dict:
    data = {"title": "Une nouvelle", "language": "fr", "collection": collection.pk, "tags": ""}
    if model is Image:
        file = get_test_image_file()
        sent = SimpleUploadedFile("a.png", file.file.getvalue(), "image/png")
        return data | {"file": sent, "credit": "x", "is_decorative": "on"}
    return data | {"file": SimpleUploadedFile("b.txt", b"texte")}


@pytest.fixture
def files(network):
    """A file of each kind in the collections of two pays, in the common one and in the root."""
    places = [t.collection for t in (network.vitre, network.fougeres)]
    places += [common_collection(), Collection.get_first_root_node()]
    return {model: [make_file(model, place) for place in places] for model in MODELS}


@pytest.mark.parametrize("model", MODELS)
def test_each_team_lists_and_chooses(network, client, files, model):
    mine, neighbour, common, root = files[model]
    client.force_login(make_person(network.vitre))
    listed = client.get(address(model, "index")).content.decode()
    chosen = client.get(chooser(model, "choose")).json()["html"]
    searched = client.get(chooser(model, "choose_results"), {"q": "zanzibar"}).content.decode()
    for html in (listed, chosen, searched):
        assert neighbour.title not in html
        assert f"{root.title}<" not in html
    assert mine.title in listed
    for file in (mine, common):
        assert file.title in chosen
        assert client.get(chooser(model, "chosen", file.pk)).status_code == 200
    assert client.get(address(model, "edit", mine.pk)).status_code == 200
    for other in (neighbour, common, root):
        for view in ("edit", "delete"):
            assert client.get(address(model, view, other.pk)).status_code == 302
            assert client.post(address(model, view, other.pk)).status_code == 302
    assert model.objects.count() == 4


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("role", ["communication", "referent"])
def test_an_upload_goes_into_one_s_own_collection(network, client, model, role):
    roles = [REFERENT] if role == "referent" else []
    client.force_login(make_person(network.vitre, *roles))
    page = client.get(address(model, "add"))
    # The only possible collection is not asked.
    assert "collection" not in page.context["form"].fields
    data = upload(model, network.fougeres.collection)
    assert client.post(address(model, "add"), data).status_code == 302
    assert model.objects.get().collection == network.vitre.collection


@pytest.mark.parametrize("model", MODELS)
def test_a_groupement_chooses_among_its_own(network, client, model):
    client.force_login(make_person(network.ess_35))
    offered = client.get(address(model, "add")).context["form"].fields["collection"].queryset
    assert {c.name for c in offered} == {"ESS 35", "ESS pays de Vitré", "ESS pays de Fougères"}
    assert offered[0].name == "ESS 35"
    refused = client.post(address(model, "add"), upload(model, network.cornouaille.collection))
    assert refused.context["form"].errors["collection"]
    assert not model.objects.exists()


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["region", "technical"])
def test_nothing_lands_in_the_root(network, client, admin_user, model, who):
    client.force_login(admin_user if who == "technical" else make_person(network.region))
    root = Collection.get_first_root_node()
    page = client.get(address(model, "add"))
    offered = page.context["form"].fields["collection"].queryset
    assert root not in offered
    assert offered[0] == common_collection()
    refused = client.post(address(model, "add"), upload(model, root))
    assert refused.context["form"].errors["collection"] == [NOT_IN_ROOT]
    assert root not in client.get(address(model, "add_multiple")).context["collections"]
    assert not model.objects.exists()
    assert client.post(address(model, "add"), upload(model, common_collection())).status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_what_is_in_the_root_is_moved_at_its_next_change(network, client, model):
    root = Collection.get_first_root_node()
    file = make_file(model, root)
    client.force_login(make_person(network.region))
    data = upload(model, root)
    refused = client.post(address(model, "edit", file.pk), data)
    assert refused.context["form"].errors["collection"] == [NOT_IN_ROOT]
    data = upload(model, common_collection())
    assert client.post(address(model, "edit", file.pk), data).status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_several_files_at_once(network, client, model):
    client.force_login(make_person(network.vitre))
    sent = upload(model, Collection.get_first_root_node())
    data = {"files[]": sent.pop("file"), "collection": sent["collection"], "title": "x"}
    answer = json.loads(client.post(address(model, "add_multiple"), data).content)
    assert answer["success"]
    assert not model.objects.exclude(collection=network.vitre.collection).exists()
    if model is Image:  # its credit is still missing: asked, and only then is there an image
        number = answer["uploaded_file_id"]
        rest = {f"uploaded-image-{number}-{name}": value for name, value in sent.items()}
        url = address(model, "create_multiple_from_uploaded_image", number)
        assert json.loads(client.post(url, rest).content)["success"]
    assert model.objects.get().collection == network.vitre.collection


@pytest.mark.parametrize("model", MODELS)
def test_bulk_actions_leave_others_files(network, client, files, model):
    _, neighbour, common, _root = files[model]
    client.force_login(make_person(network.vitre))
    label = model._meta.label_lower.split(".")
    ids = "&".join(f"id={file.pk}" for file in (neighbour, common))
    for action in ("delete", "add_to_collection"):
        url = reverse("wagtail_bulk_action", args=[*label, action])
        assert neighbour.title not in client.get(f"{url}?id=all").content.decode()
        client.post(f"{url}?{ids}", {"collection": network.vitre.collection.pk})
    assert model.objects.filter(collection=network.fougeres.collection).get() == neighbour
    assert model.objects.filter(collection=common.collection).get() == common


@pytest.mark.parametrize("model", MODELS)
def test_a_translator_has_no_files_of_her_own(network, client, files, model):
    client.force_login(make_translator())
    assert client.get(address(model, "add")).status_code == 302
    for file in files[model]:
        assert client.post(address(model, "edit", file.pk)).status_code == 302


def test_only_the_region_may_choose_in_the_root(network):
    root = Collection.get_first_root_node()
    groups = GroupCollectionPermission.objects.filter(collection=root).values_list(
        "group", flat=True
    )
    assert set(groups) == {network.region.communication_group_id}


def test_each_territory_has_one_collection(network):
    names = list(Collection.objects.exclude(depth=1).values_list("name", flat=True))
    assert sorted(names) == sorted(["Commun", *(t.site_name for t in network.all)])


def test_teams_do_not_manage_collections(network, client):
    for person in (make_person(network.vitre), make_person(network.ess_35)):
        client.force_login(person)
        assert client.get(reverse("wagtailadmin_collections:index")).status_code == 302
        url = reverse("wagtailadmin_collections:edit", args=[network.vitre.collection_id])
        assert client.post(url, {"name": "Autre"}).status_code in (302, 404)
    assert Collection.objects.filter(name="ESS pays de Vitré").exists()


def test_the_root_of_collections_has_a_french_name(db):
    assert Collection.get_first_root_node().name == "Racine"
