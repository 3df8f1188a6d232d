"""Files by their own address: what a private collection keeps, and what an image's address tells. Decision 0088.

A table of collections × people, each asked on every host, beside that of pages (`test_leaks`).
"""

from typing import NamedTuple

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from core.models import SiteDocument, SiteImage
from tests.factories.home import ContentPageFactory
from tests.factories.people import make_person

# Pillow and Wagtail leave files to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:Unclosed file:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

SECRET = b"Zanzibar de nuit"
NAME, TITLE = "budget-zanzibar.txt", "Le budget secret"
PASSWORD = "ouvre-toi"


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    """Files are files, as they are in production."""
    storage = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = settings.STORAGES | {"default": storage}


class Case(NamedTuple):
    """How a collection is kept, and who may read a document of it; its own team always may."""

    restriction: str | None
    everybody: bool
    other_team: bool
    below: bool = False


CASES = {
    "public": Case(None, True, True),
    "for who signs in": Case("login", False, True),
    "for a team": Case("groups", False, False),
    "below one for a team": Case("groups", False, False, below=True),
}


def restrict(collection, kind: str, *groups):
    rule = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=kind, password=PASSWORD
    )
    rule.groups.set(groups)
    return rule


def make_document(collection) -> SiteDocument:
    return SiteDocument.objects.create(
        title=TITLE, file=ContentFile(SECRET, NAME), collection=collection
    )


def address(document) -> str:
    return f"/documents/{document.pk}/{document.filename}"


def fetch(client, territory, path: str):
    return client.get(path, headers={"host": territory.site.hostname})


def body(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def reads(client, territory, document) -> bool:
    """Whether she is given the document; whoever is not is told nothing of it."""
    response = fetch(client, territory, address(document))
    given = body(response)
    if given == SECRET:
        return True
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/_util/login/?next=")
    assert TITLE not in given.decode()
    return False


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_document_is_read_by_whom_its_collection_says(network, case):
    collection = network.vitre.collection
    if case.restriction:
        restrict(collection, case.restriction, network.vitre.communication_group)
    if case.below:
        collection = collection.add_child(instance=Collection(name="Dossier"))
    document = make_document(collection)
    people = {
        None: case.everybody,
        make_person(network.fougeres): case.other_team,
        make_person(network.vitre): True,
    }
    for person, may in people.items():
        client = Client()
        if person:
            client.force_login(person)
        # The one document, on the site it is of, on others, and once more after the others were answered.
        for territory in (network.vitre, network.fougeres, network.region, network.vitre):
            assert reads(client, territory, document) is may, (person, territory)


def test_who_owes_a_second_factor_reads_no_private_document(network, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    restrict(network.vitre.collection, "login")
    client = Client()
    client.force_login(make_person(network.vitre))
    assert not reads(client, network.vitre, make_document(network.vitre.collection))


def test_a_password_opens_a_document_on_the_site_where_it_is_given(network):
    rule = restrict(network.vitre.collection, "password")
    document, client = make_document(network.vitre.collection), Client()
    host = {"host": network.vitre.site.hostname}
    asked = fetch(client, network.vitre, address(document))
    assert TITLE not in asked.text
    assert SECRET not in asked.content
    assert "no-store" in asked.headers["Cache-Control"]
    door = f"/documents/authenticate_with_password/{rule.pk}/"
    answer = {"password": "faux", "return_url": address(document)}
    assert client.post(door, answer, headers=host).status_code == 200
    assert body(fetch(client, network.vitre, address(document))) != SECRET
    opened = client.post(door, answer | {"password": PASSWORD}, headers=host)
    assert opened.headers["Location"] == address(document)
    assert body(fetch(client, network.vitre, address(document))) == SECRET
    away = {"password": PASSWORD, "return_url": "https://ailleurs.example/"}
    assert "ailleurs" not in client.post(door, away, headers=host).headers["Location"]


def test_a_cache_before_us_gives_a_private_document_to_nobody_else(network):
    restrict(network.vitre.collection, "login")
    document, client = make_document(network.vitre.collection), Client()
    client.force_login(make_person(network.vitre))
    given = fetch(client, network.vitre, address(document))
    assert body(given) == SECRET
    assert "private" in given.headers["Cache-Control"]


def test_a_document_answers_to_its_own_address_alone(network):
    document = make_document(network.vitre.collection)
    for path in (
        f"/documents/{document.pk}/autre.txt",
        f"/documents/{document.pk + 1}/{document.filename}",
        f"/documents/{document.pk}/",
        f"/media/{document.file.name}",
        f"/media/images/{document.file.name}",
    ):
        assert fetch(Client(), network.vitre, path).status_code == 404


@pytest.fixture
def beside_renditions():
    """Files that lie where the address of renditions looks, and beside."""
    made = []
    for folder in ("documents", "original_images", "images"):
        path = settings.MEDIA_ROOT / folder / NAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SECRET)
        made.append(path)
    yield
    for path in made:
        path.unlink()


def test_only_renditions_are_served_as_they_are(network, beside_renditions):
    client = Client()
    assert body(fetch(client, network.vitre, f"/media/images/{NAME}")) == SECRET
    for folder in ("documents", "original_images"):
        for path in (
            f"/media/{folder}/{NAME}",
            f"/media/images/../{folder}/{NAME}",
            f"/media/images/%2e%2e/{folder}/{NAME}",
            f"/media/images/..%2f{folder}%2f{NAME}",
            f"/media/images//{settings.MEDIA_ROOT}/{folder}/{NAME}",
        ):
            answer = fetch(client, network.vitre, path)
            assert answer.status_code in (400, 404), path
            assert SECRET not in body(answer)
    assert fetch(client, network.vitre, "/media/images/").status_code == 404


def test_the_address_of_an_image_is_not_guessed_from_its_name(network):
    def make():
        file = get_test_image_file(filename="portrait-de-la-presidente.png")
        return SiteImage.objects.create(title="x", file=file, credit="x", is_decorative=True)

    first, second = make(), make()
    longest = "fill-1200x630-c100|format-webp|webpquality-80"
    for ask in ("width-200", longest):
        names = {one.get_rendition(ask).file.name for one in (first, second)}
        tokens = {name.removeprefix("images/")[:12] for name in names}
        assert len(tokens) == 2
        assert not any("portrait" in token for token in tokens)
    assert "portrait-de-la-presidente" in first.get_rendition("width-200").file.name


def test_a_public_page_that_links_a_private_document_does_not_open_it(network, get):
    restrict(network.vitre.collection, "groups", network.vitre.communication_group)
    document = make_document(network.vitre.collection)
    link = f'<p><a linktype="document" id="{document.pk}">Lire</a></p>'
    page = ContentPageFactory(territory=network.vitre, body=[("text", link)])
    html = get(network.vitre, page.get_url().removeprefix("http://vitre.test")).text
    assert address(document) in html
    assert not reads(Client(), network.vitre, document)
