"""Taking a site away: who may, what is in the zip, that its links lead somewhere, and what is left out."""

import io
import json
from pathlib import PurePosixPath
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from core.models import SiteImage
from home.network.departure.archive import archive_of
from home.network.departure.contents import contents_of
from home.network.departure.data import row_files
from home.network.departure.names import file_name, plain_name
from home.pages.models import FormPage, NewsletterIssue, NewsletterSubscriber
from resources.centre.models import Adoption
from resources.training.models import Registration, TrainingSession
from territories.models import Contact, FormerAddress, FormerHost, FormerName, Territory
from tests.factories.home import ContentPageFactory, EventPageFactory, NewsPageFactory, section
from tests.factories.offers import LocalOfferFactory, WelcomeRequestFactory
from tests.factories.owned import make_row
from tests.factories.people import REFERENT, make_person, make_translator
from tests.factories.resources import DocumentFactory, ToolPageFactory

TABLE = {"data": [["Qui", "Points"], ["Anne", "3"]], "first_row_is_table_header": True}
URL = "site_exports"


@pytest.fixture
def rich(network):
    """Vitré, with something of everything, links and images inside its texts."""
    vitre = network.vitre
    image = SiteImage.objects.create(
        title="../../Été à la ferme",
        file=get_test_image_file(),
        credit="Awen Exemple, CC BY",
        description="Une ferme",
        collection=vitre.collection,
    )
    document = DocumentFactory(title="Déroulé", collection=vitre.collection)
    news = NewsPageFactory(territory=vitre, title="Fête d’été", cover=image)
    elsewhere = NewsPageFactory(territory=network.fougeres, title="Chez les voisins")
    text = (
        f'<p><a linktype="page" id="{news.pk}">la fête</a> '
        f'<a linktype="page" id="{elsewhere.pk}">voisins</a> '
        f'<a linktype="document" id="{document.pk}">déroulé</a> '
        '<a linktype="page" id="999999">perdu</a> <a href="https://exemple.test/">web</a></p>'
        f'<embed embedtype="image" id="{image.pk}" alt="La ferme" format="left"/>'
    )
    page = ContentPageFactory(
        territory=vitre,
        title="Nos <lieux> & nous",
        body=[("text", text)],
    )
    page.save_revision().publish()
    NewsPageFactory(territory=vitre, title="Pas encore", live=False)
    news.title = "Fête d’été, bientôt"
    news.save_revision()
    EventPageFactory(territory=vitre, title="Marché")
    ToolPageFactory(territory=vitre, title="Boîte à outils")
    ToolPageFactory(territory=network.fougeres, title="Outil des voisins")
    Contact.objects.create(territory=vitre, name="Accueil du pôle")
    Contact.objects.create(territory=network.fougeres, name="Accueil des voisins")
    LocalOfferFactory(territory=vitre)
    return network


def opened(territory, reader=None) -> ZipFile:
    """The zip that a person takes; a superuser, who may read all, when none is said."""
    reader = reader or get_user_model()(is_superuser=True)
    return ZipFile(io.BytesIO(b"".join(archive_of(territory, reader))))


def titled(archive: ZipFile, folder: str, words: str) -> list[str]:
    return [n for n in archive.namelist() if n.startswith(folder) and words in n]


def listed(archive: ZipFile, heading: str) -> list[str]:
    """What the first page lists under a heading."""
    index = BeautifulSoup(archive.read("index.html"), "html.parser")
    return [link.text for link in index.find("h2", string=heading).find_next("ul").find_all("a")]


def read_json(archive: ZipFile, name: str):
    return json.loads(archive.read(name))


# --- What is in it --------------------------------------------------------------------


def test_sheets_stand_apart_from_the_pages_of_the_site(rich):
    archive = opened(rich.vitre)
    assert listed(archive, "Fiches du centre de ressources") == ["Boîte à outils"]
    assert "Boîte à outils" not in listed(archive, "Pages")


def test_the_region_s_own_sheets_are_there_once(rich):
    sheet = ToolPageFactory(territory=rich.region, title="Outil commun")
    pages = [page.pk for page in contents_of(rich.region).pages]
    assert pages.count(sheet.pk) == 1


def test_a_page_taken_off_is_not_called_a_draft_nobody_saw(rich):
    page = ContentPageFactory(territory=rich.vitre, title="Parue puis retirée")
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    archive = opened(rich.vitre)
    (name,) = titled(archive, "brouillons/", "parue-puis-retirée")
    html = archive.read(name).decode()
    assert "hors ligne, parue sous cette forme le" in html
    assert "jamais montré" not in html
    (draft,) = titled(archive, "brouillons/", "pas-encore")
    assert "jamais montré sous cette forme" in archive.read(draft).decode()


def test_each_relative_link_leads_to_a_file_of_the_zip(rich):
    archive = opened(rich.vitre)
    names, followed = set(archive.namelist()), 0
    for name in names:
        if not name.endswith(".html"):
            continue
        soup = BeautifulSoup(archive.read(name), "html.parser")
        for tag, attribute in (("a", "href"), ("img", "src")):
            for target in (element[attribute] for element in soup.find_all(tag)):
                if "://" in target:
                    continue
                parts: list[str] = []
                for part in (PurePosixPath(name).parent / unquote(target)).parts:
                    if part == "..":
                        parts.pop()
                    else:
                        parts.append(part)
                assert "/".join(parts) in names, (name, target)
                followed += 1
    assert followed > len(names)
    # All is reached from the first page, but the pages' data, which it tells of.
    index = BeautifulSoup(archive.read("index.html"), "html.parser")
    reached = {link["href"] for link in index.find_all("a")}
    told = {n for n in names if n.startswith(("donnees/pages/", "donnees/brouillons/"))}
    assert names - told - {"index.html"} == reached


def test_texts_images_and_links_are_readable(rich):
    archive = opened(rich.vitre)
    [name] = titled(archive, "pages/", "nos-lieux")
    html = archive.read(name).decode()
    soup = BeautifulSoup(html, "html.parser")
    assert soup.h1.text == "Nos <lieux> & nous"
    links = {link.text: link["href"] for link in soup.find_all("a")}
    assert links["la fête"].startswith("../pages/")
    assert links["déroulé"].startswith("../documents/")
    assert links["voisins"].startswith("http://fougeres.test/actualites/")
    assert links["web"] == "https://exemple.test/"
    assert "perdu" not in links
    assert "perdu" in soup.text
    assert soup.img["alt"] == "La ferme"
    assert "Awen Exemple, CC BY" in soup.figcaption.text


def test_a_page_says_what_a_reader_looks_for_in_the_order_of_its_form(rich):
    tool = ToolPageFactory(
        territory=rich.vitre,
        title="Jeu des communs",
        summary="Un jeu",
        how_to_use="<p>On joue.</p>",
        age="16 à 18 ans",
        review_owner="Le pôle",
        body=[
            ("heading", {"title": "Règles", "level": "h2"}),
            ("message", {"level": "info", "title": "Attention", "text": "<p>À deux.</p>"}),
            ("steps", {"steps": [{"title": "Jouer"}, {"title": "Ranger"}]}),
            ("table", {"caption": "Points", "table": TABLE}),
        ],
        links=[("link", {"label": "La source", "url": "https://exemple.test/jeu"})],
    )
    tool.tags.add("coopération")
    tool.save()
    archive = opened(rich.vitre)
    [name] = titled(archive, "pages/", "jeu-des-communs")
    soup = BeautifulSoup(archive.read(name), "html.parser")
    told = soup.get_text("\n", strip=True)
    for noise in ("Le pôle", "Relecture", "info", "h2", "Tag", "Résumé", "Contenu"):
        assert noise not in told.split("\n"), noise
    headings = [heading.text for heading in soup.find_all("h2")]
    assert headings == ["Comment s’en servir", "Règles", "Liens et sources"]
    pairs = {dt.text: dt.find_next("dd").text for dt in soup.find_all("dt")}
    assert pairs["Âge ou niveau"] == "16 à 18 ans"
    assert pairs["Mots libres"] == "coopération"
    assert told.index("Un jeu") < told.index("16 à 18 ans") < told.index("On joue.")
    assert [strong.text for strong in soup.find_all("strong")] == ["Attention", "Jouer", "Ranger"]
    assert [[c.text for c in row] for row in soup.find_all("tr")] == [
        ["Qui", "Points"],
        ["Anne", "3"],
    ]
    assert soup.find("a", string="La source")["href"] == "https://exemple.test/jeu"
    assert "ESS pays de Vitré" in soup.small.text


def test_a_section_lists_its_pages_and_a_text_cannot_break_the_page(rich):
    NewsPageFactory(territory=rich.vitre, title="<script>alert(1)</script>")
    archive = opened(rich.vitre)
    [name] = titled(archive, "pages/", "nouvelles")
    soup = BeautifulSoup(archive.read(name), "html.parser")
    below = [
        link.text
        for link in soup.find("h2", string="Dans cette rubrique").find_next("ul").find_all("a")
    ]
    assert set(below) == {"Fête d’été", "<script>alert(1)</script>"}
    assert not soup.find("script")


def test_drafts_stand_apart(rich):
    archive = opened(rich.vitre)
    assert titled(archive, "brouillons/", "pas-encore")
    assert not titled(archive, "pages/", "pas-encore")
    # What is online as it is online, and its draft beside.
    [live], [draft] = (titled(archive, folder, "fête") for folder in ("pages/", "brouillons/"))
    assert "bientôt" not in archive.read(live).decode()
    assert "bientôt" in archive.read(draft).decode()
    [data] = titled(archive, "donnees/brouillons/", "fête")
    assert read_json(archive, data)["fields"]["title"] == "Fête d’été, bientôt"


def test_data_tells_all_fields(rich):
    archive = opened(rich.vitre)
    [name] = titled(archive, "donnees/pages/", "nos-lieux")
    data = read_json(archive, name)
    assert (data["format"], data["type"], data["live"]) == (1, "home.ContentPage", True)
    assert data["address"].startswith("http://vitre.test/")
    assert data["fields"]["body"][0]["type"] == "text"
    assert not {"owner", "locked_by", "path", "latest_revision"} & set(data["fields"])
    site = read_json(archive, "donnees/site.json")
    assert (site["host"], site["territory"]["code"]) == ("vitre.test", "vitre")
    assert site["texts"]["fr"]["menu"] == []
    [contact] = read_json(archive, "donnees/contacts.json")
    assert contact["name"] == "Accueil du pôle"
    [image] = read_json(archive, "donnees/images.json")
    assert (image["credit"], image["description"]) == ("Awen Exemple, CC BY", "Une ferme")
    assert archive.read(image["file"]) == SiteImage.objects.get(pk=image["id"]).file.read()
    assert len(read_json(archive, "donnees/offres-locales.json")) == 1
    assert titled(archive, "documents/", "déroulé")


def test_every_row_that_leaves_does_and_says_what_it_is_about(rich):
    vitre = rich.vitre
    adoption, session = (make_row(model, vitre) for model in (Adoption, TrainingSession))
    registration = make_row(Registration, vitre, "Azenor Visiteuse")
    for model in (Adoption, TrainingSession):
        make_row(model, rich.fougeres)
    host = FormerHost.objects.create(hostname="vieux.test", territory=vitre)
    FormerAddress.objects.create(host=host, path="/a/", link="https://exemple.test/")
    FormerName.objects.create(territory=vitre, name="Vitré d’avant", folded="vitre d avant")
    NewsletterIssue.objects.create(territory=vitre, subject="Printemps")
    NewsletterSubscriber.objects.create(territory=vitre, email="abonnee@exemple.test")
    archive = opened(vitre, make_person(vitre))
    found = {name: read_json(archive, f"donnees/{name}.json") for name in row_files()}
    assert [row["activity_title"] for row in found["reprises"]] == [adoption.activity.title]
    assert [row["module_title"] for row in found["sessions"]] == [session.module.title]
    assert [row["name"] for row in found["anciens-noms"]] == ["Vitré d’avant"]
    [former] = found["anciennes-adresses"]
    assert former["hostname"] == "vieux.test"
    assert former["addresses"] == [{"path": "/a/", "page": None, "link": "https://exemple.test/"}]
    assert [row["subject"] for row in found["lettres"]] == ["Printemps"]
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="ignore")
    for secret in (registration.email, registration.name, "abonnee@exemple.test"):
        assert secret not in everything
    titles = BeautifulSoup(archive.read("index.html"), "html.parser").get_text(" ", strip=True)
    for title in ("Reprises d’animations", "Sessions de formation", "Anciennes adresses du site"):
        assert title in titles


def test_every_page_type_can_be_written(rich):
    archive = opened(rich.region)
    contents = contents_of(rich.region)
    assert len(titled(archive, "pages/", ".html")) == sum(page.live for page in contents.pages)


def test_nothing_of_others_and_no_visitor_is_in_it(rich):
    asked = WelcomeRequestFactory(territory=rich.vitre, email="visiteuse@exemple.test")
    form = FormPage(title="Inscription", slug="inscription")
    section(rich.vitre, "nous-connaitre").add_child(instance=form)
    form.get_submission_class().objects.create(page=form, form_data={"nom": "Visiteuse secrète"})
    make_person(rich.vitre, username="nolwenn")
    archive = opened(rich.vitre)
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="ignore")
    for secret in (
        asked.email,
        "Visiteuse",
        "nolwenn@exemple.test",
        "Outil des voisins",
        "Accueil des voisins",
    ):
        assert secret not in everything
    assert "Boîte à outils" in everything


def test_the_order_never_changes(rich):
    first, second = opened(rich.vitre), opened(rich.vitre)
    assert first.namelist() == second.namelist()
    assert len(set(first.namelist())) == len(first.namelist())
    for name in first.namelist():
        assert first.read(name) == second.read(name)


def test_a_lost_file_is_left_out(rich):
    image = SiteImage.objects.get()
    image.file.storage.delete(image.file.name)
    archive = opened(rich.vitre)
    assert archive.testzip() is None
    assert not titled(archive, "images/", "")
    assert read_json(archive, "donnees/images.json") == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Été à la ferme", "7-été-à-la-ferme"),
        ("L’été à l'œuvre", "7-l-été-à-l-œuvre"),
        ("../../etc/passwd", "7-etcpasswd"),
        ("..", "7"),
        ("C:\\x\x00", "7-cx"),
        ("a" * 300, "7-" + "a" * 60),
    ],
)
def test_names_stay_inside_the_zip(title, name):
    assert plain_name(7, title) == name
    assert file_name(7, title, "original/x.PNG") == f"{name}.png"
    assert file_name(7, title, "x.tar/../y") == name


# --- Who may --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("region", {"vitre", "ess-35", "cornouaille", "bretagne"}),
        ("groupement", {"vitre", "ess-35"}),
        ("pays", {"vitre"}),
        ("neighbour", set()),
        ("referent", set()),
        ("translator", set()),
        ("nobody", set()),
    ],
)
def test_each_takes_the_sites_she_publishes(network, client, role, allowed):
    people = {
        "region": lambda: make_person(network.region),
        "groupement": lambda: make_person(network.ess_35),
        "pays": lambda: make_person(network.vitre),
        "neighbour": lambda: make_person(network.fougeres),
        "referent": lambda: make_person(network.vitre, REFERENT),
        "translator": make_translator,
    }
    if role in people:
        client.force_login(people[role]())
    for code in ("vitre", "ess-35", "cornouaille", "bretagne"):
        response = client.post(reverse(URL), {"site": code})
        assert (response.status_code == 200) == (code in allowed), code
        if code in allowed:
            assert response["Content-Type"] == "application/zip"
            assert "index.html" in ZipFile(io.BytesIO(response.getvalue())).namelist()
        else:
            assert response.status_code in (302, 403)
    page = client.get(reverse(URL))
    assert (page.status_code == 200) == bool(allowed or role == "neighbour")
    if page.status_code == 200:
        listed = {territory.code for territory in page.context["territories"]}
        assert {"vitre", "ess-35", "cornouaille", "bretagne"} & listed == allowed


def test_who_took_a_site_is_kept_and_an_odd_name_is_unknown(network, client):
    client.force_login(make_person(network.region))
    for code in ("", "nulle-part", "../vitre", "\x00"):
        assert client.post(reverse(URL), {"site": code}).status_code == 404
    client.post(reverse(URL), {"site": "vitre"}).getvalue()
    history = client.get(reverse("territoires:history", args=[network.vitre.pk]))
    assert "A emporté une copie de tout le site" in history.content.decode()
    assert Territory.objects.get(code="vitre").is_active
